import { armName } from '../arms.ts'
import { ChangeList } from './ChangeList.tsx'
import { DataTable } from './DataTable.tsx'
import { formatStep } from './format.ts'
import { type Face, type LineKind, textAt, useCurves } from './lineKind.ts'
import { TABLE_MS, useSessionInTurn } from './redraw.ts'
import { meanOfRepeats } from './repeats.ts'
import { tableFrames } from './sample.ts'
import type { View } from './view.ts'

interface Props {
  readonly name: string
  readonly kind: LineKind
  readonly compared: View['compared']
}

/** The table twin of a line chart: a row per step, newest first, and what was changed meanwhile. */
export function LineTable({ name, kind, compared }: Props) {
  const session = useSessionInTurn(TABLE_MS)
  const arms = session.settings
  const fromBaseline = compared === 'difference'
  const face: Face = (fromBaseline && kind.difference) || kind
  const curves = useCurves(session, kind, compared)
  // The baseline's difference from itself says nothing.
  const columns = (curves.arms.length > 0 ? curves.arms : arms).map((_, arm) => arm).slice(fromBaseline ? 1 : 0)
  return (
    <>
      <DataTable
        caption={`${name}: ${face.yName}, ${fromBaseline ? 'paired by repeat, ' : ''}${meanOfRepeats(session.repeats)}, newest step first`}
        lead="Step"
        columns={columns.map((arm) => armName(arms[arm], arm) + (fromBaseline ? ` − ${armName(arms[0], 0)}` : ''))}
        rows={tableFrames(curves.steps).map((frame) => ({
          head: formatStep(curves.steps[frame]),
          cells: columns.map((arm) => (arm < curves.arms.length ? textAt(kind, face, curves, arm, frame) : '')),
        }))}
      />
      <ChangeList />
    </>
  )
}
