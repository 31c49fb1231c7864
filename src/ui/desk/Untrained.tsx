import { client } from '../../store/start.ts'
import { formatStep } from '../plot/format.ts'

/** Says that the figures show what was trained until a step, and not what is set since, with both ways on. */
export function Untrained({ since }: { readonly since: number }) {
  const retrain = () => {
    client.reset()
    // To where it was, so that the two can be compared.
    client.trainTo(since)
  }
  return (
    <p className="untrained">
      <output>Changed, not trained yet.</output>{' '}
      <button type="button" className="link-button" onClick={retrain}>
        Retrain from the start
      </button>{' '}
      <button type="button" className="link-button" onClick={() => client.train()}>
        Go on from step {formatStep(since)}
      </button>
    </p>
  )
}
