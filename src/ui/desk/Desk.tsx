import { MAX_ARMS } from '../../experiment/index.ts'
import { addArm, useExperiment } from '../../store/experiment.ts'
import { Messages } from '../Messages.tsx'
import { ArmRow } from './ArmRow.tsx'
import './desk.css'

const PASSING = ['info'] as const
/** With more arms than this their rows move closer. */
const FEW = 3

/** The losses under comparison, one row each. */
export function Desk() {
  const count = useExperiment(({ experiment }) => experiment.arms.length)
  return (
    <section className="desk" aria-labelledby="desk-title">
      <div className="desk-head">
        <h2 id="desk-title">Losses</h2>
        <div className="desk-say">
          <p>Every arm trains on the same data, from the same initial weights, in the same batches.</p>
          <Messages place="training" levels={PASSING} />
        </div>
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
    </section>
  )
}
