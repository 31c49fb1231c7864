import { useId, useMemo } from 'react'
import type { Experiment } from '../../experiment/index.ts'
import { encodeLink } from '../../experiment/link.ts'
import { judged } from '../../experiment/metrics.ts'
import { sweptArm } from '../../experiment/plan.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import { useExperiment } from '../../store/experiment.ts'
import { beginningNow } from '../../store/planned.ts'
import { type SweepResults, useSweep } from '../../store/sweep.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../plot/Legend.tsx'
import { Select } from '../controls/Select.tsx'
import { Term } from '../controls/Term.tsx'
import { MetricFigure } from './MetricFigure.tsx'
import { comparedArms, plannedValues, shownRow } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import { takeValue } from './takeValue.ts'
import { numberText } from '../../experiment/text.ts'
import { setUpText, sweptName } from './words.ts'

/** All metrics against the swept number, with what they say. */
export function StripFigures() {
  const title = useId()
  const id = useSweep(({ results }) => results?.id)
  return (
    <section className="sweep-strip" aria-labelledby={title}>
      <h3 id={title} className="unseen">
        Strip
      </h3>
      {id !== undefined && <Head key={id} />}
      {judged.map((metric) => (
        <MetricFigure key={metric.id} metric={metric} />
      ))}
    </section>
  )
}

/** What the strip is of, whose lines are whose, and the way from a value to an arm. */
function Head() {
  const experiment = useSweep(({ results }) => results?.experiment)
  const plan = useSweep(({ results }) => results?.plan)
  const now = useExperiment((state) => state.experiment)
  const row = useSweepView((view) => view.row)
  const isOld = useMemo(() => experiment && setUpOf(experiment) !== setUpOf(beginningNow(now)), [experiment, now])
  if (!experiment || !plan) return null
  const seconds = plannedValues(plan, 'second')
  const { second } = experiment.sweep
  return (
    <div className="sweep-head">
      <p>
        Measured: {setUpText(experiment, [plannedValues(plan, 'value').length, seconds.length])}.
        {isOld && <span className="sweep-old"> The experiment has changed since.</span>}{' '}
        <Term of="verdict">How differences are judged</Term>
      </p>
      <Arms experiment={experiment} />
      {second && (
        <label className="sweep-choice">
          Strip at {sweptName(second.field)} ={' '}
          <Select value={shownRow(plan, row) ?? 0} options={seconds.map(option)} onChange={(row) => useSweepView.setState({ row })} />
        </label>
      )}
      <TakeValue experiment={experiment} plan={plan} />
    </div>
  )
}

/** All of an experiment that a sweep of it hangs on. */
function setUpOf(experiment: Experiment): string {
  return encodeLink({ ...experiment, training: { ...experiment.training, steps: 1, repeats: 1 } })
}

function Arms({ experiment }: { readonly experiment: SweepResults['experiment'] }) {
  const { arms, sweep } = experiment
  const compared = comparedArms(experiment)
  const ofArm = sweepableOf(sweep.field).group !== 'data'
  const swept = sweptArm(sweep, arms.length)
  const names = arms.flatMap((arm, i) => {
    const name = `${armName(arm, i)}${i === 0 ? ', baseline' : ''}`
    const isSwept = ofArm && compared.includes(i) && i === swept
    if (!isSwept) return [{ arm: i, name }]
    const line = { arm: i, name: `arm ${i} over ${sweptName(sweep.field)}` }
    return i === 0 ? [{ arm: i, name }, line] : [line]
  })
  return (
    <ul className="chart-legend">
      {names.map(({ arm, name }) => (
        <li key={`${arm} ${name}`}>
          <Swatch arm={arm} />
          <span title={name}>{name}</span>
        </li>
      ))}
    </ul>
  )
}

const option = (value: number) => ({ value, label: numberText(value) })

/** Makes a value an arm, for the keyboard and for fingers; a click in a plot does the same. */
function TakeValue({ experiment, plan }: Pick<SweepResults, 'experiment' | 'plan'>) {
  const chosen = useSweepView((view) => view.chosen)
  const said = useSweepView((view) => view.said)
  const values = plannedValues(plan, 'value')
  const name = sweptName(experiment.sweep.field)
  const value = values.find((one) => one === chosen) ?? values[0]
  return (
    <div className="sweep-choice">
      <label>
        {name} ={' '}
        <Select label={`Value of ${name}`} value={value} options={values.map(option)} onChange={(chosen) => useSweepView.setState({ chosen })} />
      </label>
      <button
        type="button"
        className="button"
        title="A click on a value in a plot does the same"
        onClick={() => useSweepView.setState({ said: takeValue(experiment, value) })}
      >
        {sweepableOf(experiment.sweep.field).group === 'arm' || experiment.sweep.field === 'lr' ? 'Make it an arm' : 'Set it for all arms'}
      </button>
      <output className="sweep-said">
        {said}
      </output>
    </div>
  )
}
