import { formatStep } from '../plot/format.ts'
import { useId } from 'react'
import { plannedRuns, sweepRemarks, sweptArm } from '../../experiment/plan.ts'
import { type Experiment, schema, planOf } from '../../experiment/index.ts'
import { defaultSweep, type Sweep, sweepableOf, sweepSchema } from '../../experiment/sweep.ts'
import { setSweep, useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { NumberBox } from '../controls/NumberBox.tsx'
import { Select } from '../controls/Select.tsx'
import { Term } from '../controls/Term.tsx'
import { Values, What } from './AxisFields.tsx'
import { Field } from './Field.tsx'
import { RateCheck } from './RateCheck.tsx'
import { RunSweep } from './RunSweep.tsx'
import { lacksLogarithm } from './lacksLogarithm.ts'
import './sweep.css'

/** Stands for all arms, where a number of the data is swept. */
const ALL_ARMS = -1

/** What is swept, over which values, how often and how long; and the button that does it. */
export function SetUp() {
  const title = useId()
  const experiment = useExperiment((state) => state.experiment)
  const { arms } = experiment
  const sweep = experiment.sweep ?? defaultSweep('eps1', arms.length)
  const edit = (patch: Partial<Sweep>) => setSweep({ ...sweep, ...patch })
  const ofArm = [sweep, sweep.second].some((axis) => axis && sweepableOf(axis.field).group !== 'data')
  return (
    <section className="sweep-set-up" aria-labelledby={title}>
      <h3 id={title} className="unseen">
        Set-up of the sweep
      </h3>
      <div className="sweep-fields">
        <What
          label="Sweep over"
          value={sweep.field}
          onChange={(field) => {
            if (field === '') return
            edit({ field, values: sweepableOf(field).values, second: sweep.second?.field === field ? null : sweep.second })
          }}
        />
        <Values axis={sweep} onChange={({ values }) => edit({ values })} />
        <Field label="Arm">
          <Select
            label="Swept arm"
            className="select sweep-arm"
            disabled={!ofArm}
            value={ofArm ? sweptArm(sweep, arms.length) : ALL_ARMS}
            options={ofArm ? arms.map((arm, i) => ({ value: i, label: `${i}: ${armName(arm, i)}` })) : [{ value: ALL_ARMS, label: 'all arms' }]}
            onChange={(arm) => edit({ arm })}
          />
        </Field>
        <Field label={sweepSchema.repeats.label} narrow>
          <NumberBox label="Repeats of the sweep" field={sweepSchema.repeats} value={sweep.repeats} onChange={(repeats) => edit({ repeats })} />
        </Field>
        <Field label={sweepSchema.steps.label} narrow>
          <NumberBox label="Steps of the sweep" field={sweepSchema.steps} value={sweep.steps} onChange={(steps) => edit({ steps })} />
        </Field>
      </div>
      <div className="sweep-fields">
        <What
          label="Second number"
          value={sweep.second?.field ?? ''}
          without={sweep.field}
          none="none"
          onChange={(field) => edit({ second: field === '' ? null : { field, values: sweepableOf(field).values } })}
        />
        {sweep.second && <Values axis={sweep.second} which="second" onChange={(second) => edit({ second })} />}
        <RateCheck />
        {experiment.sweep && (
          <button type="button" className="link-button" title="Takes the sweep out of the link. What it measured stays." onClick={() => setSweep(null)}>
            Clear
          </button>
        )}
      </div>
      <div className="sweep-run">
        <RunSweep sweep={sweep} />
        <Remarks experiment={{ ...experiment, sweep }} />
      </div>
    </section>
  )
}

/** How much a sweep trains, and what about it would show nothing. */
function Remarks({ experiment }: { readonly experiment: Experiment & { readonly sweep: Sweep } }) {
  const { sweep, training } = experiment
  const plan = planOf(experiment)
  const networks = plan ? plannedRuns(plan) : 0
  const sets = plan && plan.groups.length > 1 ? ` on ${plan.groups.length} data sets` : ''
  const drawn = schema.training.vary.options.find(({ value }) => value === training.vary && value !== schema.training.vary.default)
  const found = [
    ...sweepRemarks(experiment),
    ...[sweep, sweep.second].flatMap((axis) => {
      const isLost = axis && 'from' in axis.values && lacksLogarithm(axis.values)
      return isLost ? [`${sweepableOf(axis.field).label}: at 0 and below there is no logarithm; the values are spaced evenly.`] : []
    }),
    sweep.repeats === 1 ? 'With one repeat nothing can be concluded.' : '',
    drawn ? `${schema.training.vary.label}: ${drawn.label.toLowerCase()}.` : '',
  ].filter(Boolean)
  return (
    <p className="sweep-remarks">
      <span>
        {formatStep(networks)} networks{sets}, the <Term of="baseline">baseline</Term> among them, on the same <Term of="repeat">repeats</Term>.
      </span>
      {found.map((text) => (
        <span key={text}> {text}</span>
      ))}
    </p>
  )
}
