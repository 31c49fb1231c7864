import { type ReactNode, useMemo } from 'react'
import type { SplitName } from '../../experiment/layout.ts'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { DataTable } from '../plot/DataTable.tsx'
import { formatStep } from '../plot/format.ts'
import { Legend } from '../plot/Legend.tsx'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { byClass, classOrder, isUneven } from './byClass.ts'
import { ClassPlot } from './ClassPlot.tsx'
import { classValue } from './ClassReadOut.tsx'

interface Props {
  readonly name: string
  readonly metric: 'recall' | 'classPt'
  readonly split: SplitName
  readonly controls?: ReactNode
}

const WHAT = { recall: 'recall', classPt: 'mean P_t' } as const

/** Recall or mean P_t of each class under every arm, the largest class first where classes differ in size. */
export function ClassFigure({ name, metric, split, controls }: Props) {
  const session = useSessionInTurn()
  const { data, repeats, settings } = session
  const order = useMemo(() => classOrder(data?.trainCounts ?? []), [data])
  const counts = useMemo(() => order.map((index) => data?.trainCounts[index] ?? 0), [order, data])
  const names = useMemo(() => order.map((index) => data?.classNames[index] ?? ''), [order, data])
  if (!data) return null
  const shown = byClass(session, split, metric).map((values) => order.map((index) => values[index]))
  const least = shown.map((values) => classValue(metric, Math.min(...values.filter(Number.isFinite))))
  const named = least.map((text, arm) => `${armName(settings[arm], arm)} ${text}`)
  const notes = [
    isUneven(counts) && 'bars: class size',
    'numbers: worst class',
    dataText(session, split, session.frame),
    meanOfRepeats(repeats),
  ]
  return (
    <ChartFigure
      name={name}
      controls={controls}
      legend={<Legend arms={settings} values={least.length > 0 ? least : settings.map(() => '–')} />}
      note={notes.filter(Boolean).join(' · ')}
      summary={
        least.length > 0
          ? `Of the class with the least, ${WHAT[metric]}: ${named.join(', ')}.`
          : 'Not trained yet.'
      }
      table={<ClassTable metric={metric} split={split} />}
    >
      {(size) => <ClassPlot size={size} values={shown} counts={counts} names={names} settings={settings} metric={metric} />}
    </ChartFigure>
  )
}

const CAPTIONS = {
  recall: 'Recall by class: the share of its examples predicted right',
  classPt: 'Mean P_t by class: the mean probability of the label over its examples',
} as const

function ClassTable({ metric, split }: Pick<Props, 'metric' | 'split'>) {
  const session = useSessionInTurn(TABLE_MS)
  const { data, settings } = session
  if (!data) return null
  const shown = byClass(session, split, metric)
  return (
    <DataTable
      caption={`${CAPTIONS[metric]}, ${dataText(session, split, session.frame)}${isUneven(data.trainCounts) ? ', the largest class first' : ''}${data.repeat === undefined ? '' : `, n of repeat ${data.repeat + 1}`}`}
      lead="Class"
      columns={(shown.length > 0 ? shown : settings).map((_, arm) => armName(settings[arm], arm))}
      rows={classOrder(data.trainCounts).map((index) => ({
        head: `${data.classNames[index]} (n = ${formatStep(data.trainCounts[index])})`,
        cells: shown.map((values) => classValue(metric, values[index])),
      }))}
    />
  )
}
