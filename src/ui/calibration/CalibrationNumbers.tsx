import { useId } from 'react'
import type { Scalar } from '../../experiment/layout.ts'
import { SHIFT } from '../../experiment/shift.ts'
import { armName } from '../arms.ts'
import { formatPercent, formatStep, formatValue } from '../plot/format.ts'
import { Swatch } from '../plot/Legend.tsx'
import { useSessionInTurn } from '../plot/redraw.ts'
import { useShiftNote } from '../plot/shift.ts'
import { useView } from '../plot/view.ts'
import { Term } from '../controls/Term.tsx'
import { type ArmNumber, armNumbers } from '../plot/armNumbers.ts'

const COLUMNS = [
  { metric: 'ece', name: <Term of="ece">ECE</Term>, format: formatPercent },
  { metric: 'nll', name: <><Term of="nll">NLL</Term>, nats</>, format: formatValue },
  { metric: 'accuracy', name: 'accuracy', format: formatPercent },
  { metric: 'confidence', name: <Term of="confidence">confidence</Term>, format: formatPercent },
  { metric: 'meanPt', name: <>mean <Term of="pt">P<sub>t</sub></Term></>, format: formatValue },
] as const satisfies readonly { metric: Scalar; name: unknown; format: (value: number) => string }[]

/** More arms than this have a line each, not two. */
const CROWDED = 2

/** Four numbers in a second can be read. */
const REST_MS = 250

/** What calibration comes to in numbers: for each arm the mean over repeats, and their range. */
export function CalibrationNumbers() {
  const title = useId()
  const session = useSessionInTurn(REST_MS)
  const split = useView((view) => view.split)
  const shift = useShiftNote('ece', split)
  const { history, frame, repeats, settings } = session
  const numbers = COLUMNS.map(({ metric }) => armNumbers(session, split, metric))
  const arms = frame < 0 ? settings.length : numbers[0].length
  const step = frame < 0 ? '' : ` · step ${formatStep(history.step(frame))}`
  return (
    <section className="calibration-numbers" aria-labelledby={title}>
      <table data-crowded={arms > CROWDED || undefined}>
        <caption>
          <span id={title}>Numbers</span> on {split === 'test' ? 'test' : 'training'} data
          {step} · {repeats > 1 ? `mean, and range of ${repeats} repeats` : 'n = 1'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            {COLUMNS.map(({ metric, name }) => (
              <th scope="col" key={metric}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: arms }, (_, arm) => (
            // Arms have no other identity than their place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={arm}>
              <th scope="row">
                <Swatch arm={arm} /> {armName(settings[arm], arm)}
              </th>
              {COLUMNS.map(({ metric, format }, column) => (
                <td key={metric}>
                  <Cell number={numbers[column][arm]} format={format} isRange={repeats > 1} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shift && <p className="calibration-shift">{SHIFT}</p>}
    </section>
  )
}

interface CellProps {
  readonly number: ArmNumber | undefined
  readonly format: (value: number) => string
  readonly isRange: boolean
}

function Cell({ number, format, isRange }: CellProps) {
  if (!number) return '–'
  return (
    <>
      <b>{format(number.mean)}</b>
      {isRange && (
        <small>
          {/* The unit once: “81.2–84.0%”. */}
          {format(number.low).replace('%', '')}–<wbr />
          {format(number.high)}
        </small>
      )}
    </>
  )
}
