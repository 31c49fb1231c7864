import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { DataTable } from './DataTable.tsx'
import { formatStep } from './format.ts'
import { type LineKind, useCurves } from './lineKind.ts'
import { TABLE_MS, useSessionInTurn } from './redraw.ts'
import { tableFrames } from './sample.ts'

interface Props {
  readonly name: string
  readonly kind: LineKind
}

/** The table twin of a line chart: a row per step, newest first, and what was changed meanwhile. */
export function LineTable({ name, kind }: Props) {
  const session = useSessionInTurn(TABLE_MS)
  const arms = useExperiment((state) => state.experiment.arms)
  const curves = useCurves(session, kind)
  const mean = session.repeats > 1 ? `, mean of ${session.repeats} repeats` : ''
  return (
    <>
      <DataTable
        caption={`${name}: ${kind.yName}${mean}, newest step first`}
        lead="Step"
        columns={(curves.arms.length > 0 ? curves.arms : arms).map((_, arm) => armName(arms[arm], arm))}
        rows={tableFrames(curves.steps).map((frame) => ({
          head: formatStep(curves.steps[frame]),
          cells: curves.arms.map((curve) => kind.format(curve.mean[frame])),
        }))}
      />
      {session.marks.length > 0 && (
        <ul aria-label="Changes while training">
          {session.marks.map((mark, i) => (
            // Several marks may share a step and a text.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              step {formatStep(mark.step)}: {mark.text}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
