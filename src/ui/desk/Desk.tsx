import { MAX_ARMS } from '../../experiment/index.ts'
import { addArm, useExperiment } from '../../store/experiment.ts'
import { Term } from '../controls/Term.tsx'
import { useView } from '../plot/view.ts'
import { later } from '../later.tsx'
import { Messages } from '../Messages.tsx'
import { useUsing } from '../use/using.ts'
import { ArmRow } from './ArmRow.tsx'
import { DeskFaults } from './DeskFaults.tsx'
import { DeskSay } from './DeskSay.tsx'
import { useMixer } from './mixer.ts'
import { Undo } from './Undo.tsx'
import './desk.css'

const Mixer = later('The mixing desk', async () => (await import('./Mixer.tsx')).default)
const UseLoss = later('The loss as code', async () => (await import('../use/UseLoss.tsx')).default)

const PASSING = ['info'] as const
/** With more arms than this their rows move closer. */
const FEW = 3

/** The losses under comparison, one row each, and all coefficients of one of them on the mixing desk. */
export function Desk() {
  const count = useExperiment(({ experiment }) => experiment.arms.length)
  const asSeries = useView((view) => view.formula === 'series')
  const open = useMixer(({ open }) => open)
  const isUsed = useUsing(({ arm }) => arm !== null)
  return (
    <section className="desk" aria-labelledby="desk-title">
      <div className="desk-head">
        <h2 id="desk-title">
          <Term of="term">Losses</Term>
        </h2>
        <div className="desk-say">
          <DeskSay />
          <Messages place="training" levels={PASSING} />
        </div>
        <Undo />
        <button
          type="button"
          className="link-button"
          title="Writes −log P_t as the sum of its terms, each ε beside its own"
          onClick={() => useView.setState({ formula: asSeries ? 'logarithm' : 'series' })}
        >
          {asSeries ? 'As a logarithm' : 'As a series'}
        </button>
        <button
          type="button"
          className="link-button all-coefficients"
          aria-expanded={open}
          aria-controls="mixer"
          onClick={() => useMixer.setState({ open: !open })}
        >
          All coefficients
        </button>
        <button
          type="button"
          className="link-button"
          disabled={count >= MAX_ARMS}
          title={count >= MAX_ARMS ? `At most ${MAX_ARMS} arms` : undefined}
          onClick={addArm}
        >
          Add arm
        </button>
      </div>
      <ul className={count > FEW ? 'arms many' : 'arms'}>
        {Array.from({ length: count }, (_, arm) => (
          <ArmRow key={arm} arm={arm} />
        ))}
      </ul>
      <DeskFaults />
      <div id="mixer" className="mixer-place" hidden={!open}>
        {open && <Mixer />}
      </div>
      {isUsed && <UseLoss />}
    </section>
  )
}
