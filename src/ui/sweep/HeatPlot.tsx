import { type PointerEvent, useCallback, useState } from 'react'
import type { Metric } from '../../experiment/metrics.ts'
import { partAt, placeOf } from '../plot/PointerArea.tsx'
import { Reader } from '../plot/Reader.tsx'
import { LEFT } from '../plot/plotScale.ts'
import type { PlotSize } from '../plot/usePlotSize.ts'
import type { PictureColors } from '../pictures/classColors.ts'
import { Picture } from '../pictures/Picture.tsx'
import { paintHeat } from './paintHeat.ts'
import type { Heat } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import { spreadText } from './words.ts'

interface Props {
  readonly size: PlotSize
  readonly heat: Heat
  readonly metric: Metric
  readonly arm: number
  /** The least and the greatest mean; undefined before the first. */
  readonly range: readonly [number, number] | undefined
  /** Of the first and the second number. */
  readonly names: readonly [string, string]
  /** The value of the second number whose strip is shown. */
  readonly row: number | null
  /** A pair of values in words. */
  readonly place: (column: number, row: number) => string
}

/** Room below for the values and the name of the first number, in em. */
const BELOW = 2.6

/** A heat map; a click on a cell, or the keyboard, chooses the row whose strip is shown. */
export function HeatPlot({ size, heat, metric, arm, range, names, row, place }: Props) {
  const [cell, setCell] = useState<readonly [column: number, row: number]>()
  const { em, width, height } = size
  const { columns, rows, cells } = heat
  const left = LEFT * em
  const cellWidth = Math.max(1, (width - left - em) / columns.length)
  const cellHeight = Math.max(1, (height - BELOW * em) / rows.length)
  const ratio = window.devicePixelRatio
  const paint = useCallback(
    (context: CanvasRenderingContext2D, colors: PictureColors) => {
      context.scale(ratio, ratio)
      paintHeat(context, colors, { heat, metric, arm, range }, { left, top: 0, cell: [cellWidth, cellHeight], em })
    },
    [heat, metric, arm, range, left, cellWidth, cellHeight, em, ratio],
  )
  const shown = Math.max(0, row === null ? 0 : rows.indexOf(row))
  const read = cell ?? [0, shown]
  const spread = cells[read[1]]?.[read[0]]
  const text = `${place(columns[read[0]], rows[read[1]])}: ${spread ? spreadText(metric, spread) : 'not measured yet'}`
  const top = (r: number) => (rows.length - 1 - r) * cellHeight
  return (
    <>
      <Picture className="chart-canvas sweep-heat" label={`${metric.label}, ${names[0]} across, ${names[1]} up`} width={Math.round(width * ratio)} height={Math.round(height * ratio)} paint={paint} />
      <svg className="chart-over" width={width} height={height} aria-hidden="true">
        <text x={left + (cellWidth * columns.length) / 2} y={height - em * 0.4} fontSize={em * 0.875} textAnchor="middle">
          {names[0]}
        </text>
        <text fontSize={em * 0.875} textAnchor="middle" transform={`translate(${em} ${(cellHeight * rows.length) / 2}) rotate(-90)`}>
          {names[1]}
        </text>
        <rect className="sweep-row" x={left} y={top(shown)} width={cellWidth * columns.length} height={cellHeight} />
        {cell && <rect className="sweep-cell" x={left + cell[0] * cellWidth} y={top(cell[1])} width={cellWidth} height={cellHeight} />}
        <rect className="sweep-pointer" x={left} y={0} width={cellWidth * columns.length} height={cellHeight * rows.length} onPointerMove={look} onPointerDown={choose} onPointerLeave={() => setCell(undefined)} />
      </svg>
      {cell && <p className="chart-read-out sweep-cell-text">{text}</p>}
      <Reader label={`${names[0]} to read`} text={text} last={columns.length - 1} value={read[0]} onRead={(at) => setCell(at === undefined ? undefined : [at, read[1]])} />
      <Reader
        label={`${names[1]} to read, and to show the strip of`}
        text={text}
        last={rows.length - 1}
        value={read[1]}
        onRead={(at) => {
          setCell(at === undefined ? undefined : [read[0], at])
          if (at !== undefined) useSweepView.setState({ row: rows[at] })
        }}
      />
    </>
  )

  function cellAt(event: PointerEvent<SVGRectElement>): readonly [number, number] {
    const { across, down } = placeOf(event)
    return [partAt(across, columns.length), rows.length - 1 - partAt(down, rows.length)]
  }

  function look(event: PointerEvent<SVGRectElement>) {
    setCell(cellAt(event))
  }

  function choose(event: PointerEvent<SVGRectElement>) {
    const found = cellAt(event)
    setCell(found)
    useSweepView.setState({ row: rows[found[1]] })
  }
}
