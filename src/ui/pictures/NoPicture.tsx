import { useMemo } from 'react'
import { useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../charts/ChartFigure.tsx'
import { DataTable } from '../charts/DataTable.tsx'
import { formatPercent } from '../charts/format.ts'
import { Legend } from '../charts/Legend.tsx'
import { TABLE_MS, useSessionInTurn } from '../charts/redraw.ts'
import { bySize, recalls } from './recall.ts'
import { RecallPlot } from './RecallPlot.tsx'

/** For data that cannot be drawn: how well each arm knows each class, the largest first. */
export function NoPicture() {
  const session = useSessionInTurn()
  const arms = useExperiment((state) => state.experiment.arms)
  const { data, repeats } = session
  const order = useMemo(() => bySize(data?.trainCounts ?? []), [data])
  const counts = useMemo(() => order.map((index) => data?.trainCounts[index] ?? 0), [order, data])
  if (!data) return null
  const shown = recalls(session).map((recall) => order.map((index) => recall[index]))
  const worst = shown.map((recall) => formatPercent(Math.min(...recall)))
  return (
    <ChartFigure
      name="Recall by class"
      legend={<Legend values={worst.length > 0 ? worst : arms.map(() => '–')} />}
      note={`bars: class size; numbers: worst class${repeats > 1 ? `; mean of ${repeats} repeats` : ''}`}
      summary={
        worst.length > 0
          ? `Recall of the class known worst: ${worst.map((text, arm) => `${armName(arms[arm], arm)} ${text}`).join(', ')}.`
          : 'Not trained yet.'
      }
      table={<RecallTable />}
    >
      {(size) => <RecallPlot size={size} recalls={shown} counts={counts} />}
    </ChartFigure>
  )
}

function RecallTable() {
  const session = useSessionInTurn(TABLE_MS)
  const { data } = session
  const arms = useExperiment((state) => state.experiment.arms)
  if (!data) return null
  const shown = recalls(session)
  return (
    <DataTable
      caption="Recall by class: share of its test examples predicted right, the largest class first"
      lead="Class"
      columns={(shown.length > 0 ? shown : arms).map((_, arm) => armName(arms[arm], arm))}
      rows={bySize(data.trainCounts).map((index) => ({
        head: `${data.classNames[index]} (n = ${data.trainCounts[index]})`,
        cells: shown.map((recall) => formatPercent(recall[index])),
      }))}
    />
  )
}
