import { useCallback } from 'react'
import { partAt, PointerArea } from '../plot/PointerArea.tsx'
import { Reader } from '../plot/Reader.tsx'
import type { PlotSize } from '../plot/usePlotSize.ts'
import type { PictureColors } from '../pictures/classColors.ts'
import { Picture } from '../pictures/Picture.tsx'
import { cellOf, type Confused } from './confusion.ts'
import { paintConfusion } from './paintConfusion.ts'

interface Props {
  readonly size: PlotSize
  /** [classes × classes], row = label. */
  readonly counts: Int32Array
  /** The order in which classes are shown. */
  readonly order: readonly number[]
  readonly classNames: readonly string[]
  readonly arm: number
  /** The label and the predicted class that are looked at. */
  readonly cell: readonly [number, number] | undefined
  readonly onCell: (cell: readonly [number, number] | undefined) => void
  readonly say: (confused: Confused) => string
}

/** Room for the names of the axes, in em. */
const AXIS = 1.7
/** A matrix wider than this share of its room would leave none for the pairs beside it. */
const WIDEST = 0.66

/** A heat map, a row for each label and a column for each predicted class, with numbers where they fit. */
export function ConfusionMatrix({ size, counts, order, classNames, arm, cell, onCell, say }: Props) {
  const { em, width, height } = size
  const classes = order.length
  const isNarrow = width < 32 * em
  const room = em * (AXIS + Math.min(5, 0.4 + 0.55 * Math.max(...classNames.map(({ length }) => length))))
  const side = Math.max(1, Math.floor(Math.min(height - room, (isNarrow ? width : width * WIDEST) - room)))
  const ratio = window.devicePixelRatio
  const paint = useCallback(
    (context: CanvasRenderingContext2D, colors: PictureColors) => {
      context.scale(ratio, ratio)
      paintConfusion(context, colors, { counts, order, classNames, arm, side, room, em })
    },
    [counts, order, classNames, arm, side, room, em, ratio],
  )
  const read = cell ?? ([order[0], order[0]] as const)
  const spoken = say(cellOf(counts, classes, read))
  const cellSide = side / classes
  const pixels = Math.round((side + room) * ratio)
  return (
    <div className="confusion" style={{ inlineSize: side + room, blockSize: side + room }}>
      <Picture
        className="confusion-picture"
        label="Confusion matrix, labels down, predicted classes across"
        width={pixels}
        height={pixels}
        paint={paint}
      />
      <svg className="chart-over" width={side + room} height={side + room} aria-hidden="true">
        <text x={room + side / 2} y={em} fontSize={em * 0.875} textAnchor="middle">
          predicted
        </text>
        <text fontSize={em * 0.875} textAnchor="middle" transform={`translate(${em} ${room + side / 2}) rotate(-90)`}>
          label
        </text>
        {cell && (
          <rect
            className="confusion-cell"
            x={room + order.indexOf(cell[1]) * cellSide}
            y={room + order.indexOf(cell[0]) * cellSide}
            width={cellSide}
            height={cellSide}
          />
        )}
        <PointerArea
          className="confusion-frame"
          x={room}
          y={room}
          width={side}
          height={side}
          onLook={(place) => onCell(place && [order[partAt(place.down, classes)], order[partAt(place.across, classes)]])}
        />
      </svg>
      {(['Label to read', 'Predicted class to read'] as const).map((name, axis) => (
        <Reader
          key={name}
          label={name}
          text={spoken}
          last={classes - 1}
          value={order.indexOf(read[axis])}
          onRead={(at) => onCell(at === undefined ? undefined : axis === 0 ? [order[at], read[1]] : [read[0], order[at]])}
        />
      ))}
    </div>
  )
}
