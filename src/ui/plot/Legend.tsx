import type { Arm } from '../../experiment/index.ts'
import { familyName } from '../../loss/index.ts'
import { armColor, armDash, armName } from '../arms.ts'
import type { Overlay } from './overlays.ts'
import { markerPath } from './markers.ts'

interface Props {
  /** As its numbers were trained with them. */
  readonly arms: readonly Arm[]
  /** One text per arm. */
  readonly values: readonly string[]
  readonly overlays?: readonly Overlay[]
}

/** Characters that a value has room for, so that nothing moves when it grows. */
const WIDEST = 5

/** Names every arm beside its line, with its value at the moment that is looked at. */
export function Legend({ arms, values, overlays = [] }: Props) {
  return (
    <ul className="chart-legend" data-crowded={values.length > CROWDED || undefined}>
      {values.map((value, arm) => (
        // Arms have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={arm}>
          <Swatch arm={arm} />
          <span title={armName(arms[arm], arm)}>
            {values.length > CROWDED ? shortName(arms[arm], arm) : armName(arms[arm], arm)}
          </span>
          <b style={{ minInlineSize: `${Math.max(WIDEST, value.length)}ch` }}>{value}</b>
        </li>
      ))}
      {overlays.map(({ id, name, dash }) => (
        <li key={id}>
          <svg className="chart-swatch" viewBox="0 0 22 6" aria-hidden="true">
            <line x1="0" x2="22" y1="3" y2="3" className="chart-overlay" strokeDasharray={dash.join(' ')} />
          </svg>
          <span title={name}>{name}</span>
        </li>
      ))}
    </ul>
  )
}

/** More arms than this share the legend's two lines in equal parts. */
const CROWDED = 3

/** What tells an arm from others of its family; the family where it has no numbers. */
export function shortName(arm: Arm | undefined, index: number): string {
  const name = armName(arm, index)
  return (arm && name.slice(familyName(arm).length + 1).replaceAll(' = ', '=')) || name
}

/** A piece of an arm's line, with its marker. */
export function Swatch({ arm }: { readonly arm: number }) {
  return (
    <svg className="chart-swatch" viewBox="0 0 22 6" aria-hidden="true">
      <line x1="0" x2="22" y1="3" y2="3" stroke={armColor(arm)} strokeDasharray={armDash(arm)} />
      <path d={markerPath(arm, 11, 3, 3.2)} fill={armColor(arm)} />
    </svg>
  )
}
