import { useExperiment } from '../../store/experiment.ts'
import { armColor, armDash, armName } from '../arms.ts'

interface Props {
  /** One text per arm. */
  readonly values: readonly string[]
}

/** Characters that a value has room for, so that nothing moves when it grows. */
const WIDEST = 5

/** Names every arm beside its line, with its value at the moment that is looked at. */
export function Legend({ values }: Props) {
  const arms = useExperiment((state) => state.experiment.arms)
  return (
    <ul className="chart-legend">
      {values.map((value, arm) => (
        // Arms have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={arm}>
          <Swatch arm={arm} />
          <span>{armName(arms[arm], arm)}</span>
          <b style={{ minInlineSize: `${Math.max(WIDEST, value.length)}ch` }}>{value}</b>
        </li>
      ))}
    </ul>
  )
}

/** A piece of an arm's line. */
export function Swatch({ arm }: { readonly arm: number }) {
  return (
    <svg className="chart-swatch" viewBox="0 0 22 6" aria-hidden="true">
      <line x1="0" x2="22" y1="3" y2="3" stroke={armColor(arm)} strokeDasharray={armDash(arm)} />
    </svg>
  )
}
