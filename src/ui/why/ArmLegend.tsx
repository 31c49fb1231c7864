import type { Arm } from '../../experiment/index.ts'
import { armName } from '../arms.ts'
import { formatValue } from '../plot/format.ts'
import { Swatch } from '../plot/Legend.tsx'
import { lossAt, pullAt } from './pulls.ts'

interface Props {
  readonly arms: readonly Arm[]
  /** The P_t that is looked at. */
  readonly at: number
}

/** Names every arm beside its line, with its loss and its pull at a P_t. */
export function ArmLegend({ arms, at }: Props) {
  return (
    <ul className="chart-legend why-arms">
      {arms.map((loss, arm) => (
        // Arms have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={arm}>
          <Swatch arm={arm} />
          <span>{armName(loss, arm)}</span>
          <b>
            <small>loss</small> {formatValue(lossAt(loss, at))} <small>pull</small> {formatValue(pullAt(loss, at))}
          </b>
        </li>
      ))}
    </ul>
  )
}
