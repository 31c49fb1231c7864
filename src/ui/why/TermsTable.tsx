import type { History } from '../../store/history.ts'
import { armName } from '../arms.ts'
import { DataTable } from '../plot/DataTable.tsx'
import { formatStep, formatValue } from '../plot/format.ts'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { tableFrames } from '../plot/sample.ts'
import { aggregationOf } from './aggregations.tsx'
import { useArm } from '../plot/ArmChoice.tsx'
import { closedShareAt, type SharesOf, shareTexts } from './shares.ts'
import { TERM_HEADS } from './terms.ts'
import { useWhy } from './why.ts'

function cellsAt(history: History, frame: number, of: SharesOf): readonly string[] {
  const { values, missing } = shareTexts(history, frame, of)
  return missing ? values.map(() => missing) : values
}

/** The table twin: a row per step, newest first, a column per term. */
export function TermsTable() {
  const { history, repeats, settings } = useSessionInTurn(TABLE_MS)
  const arm = useArm()
  const aggregation = useWhy((why) => why.aggregation)
  const of = { arm, repeats, aggregation }
  const frames = (arm + 1) * repeats <= history.runs ? history.frames : 0
  const steps = Array.from({ length: frames }, (_, frame) => history.step(frame))
  return (
    <DataTable
      caption={`Share of each term in the gradient of ${armName(settings[arm], arm)}: ${aggregationOf(aggregation).name}, training data, ${meanOfRepeats(repeats)}, newest step first`}
      lead="Step"
      columns={[...TERM_HEADS, 'Term 1, closed form']}
      rows={tableFrames(steps).map((frame) => ({
        head: formatStep(steps[frame]),
        cells: [...cellsAt(history, frame, of), formatValue(closedShareAt(history, frame, of))],
      }))}
    />
  )
}
