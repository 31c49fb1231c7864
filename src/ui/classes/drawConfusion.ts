import { cssRgb, type PictureColors, type Rgb } from '../pictures/classColors.ts'
import { rowSums } from './confusion.ts'

interface Matrix {
  /** [classes × classes], row = label. */
  readonly counts: Int32Array
  readonly order: readonly number[]
  readonly classNames: readonly string[]
  readonly arm: number
  /** Side of the matrix, and the room above and left of it for names, in pixels. */
  readonly side: number
  readonly room: number
  readonly em: number
}

/** How much of the arm's colour a full cell has; ink on it keeps a contrast of 4.5. */
const STRONGEST = 0.45

/** The tint of a cell by the share of its label's examples; the root, so that small shares are seen. */
export function cellColor(share: number, ground: Rgb, color: Rgb): Rgb {
  const tint = STRONGEST * Math.sqrt(Math.max(0, share))
  const mix = (channel: 0 | 1 | 2) => Math.round(ground[channel] + tint * (color[channel] - ground[channel]))
  return [mix(0), mix(1), mix(2)]
}

/** Draws the cells, their counts where these fit, and the names of the classes where neighbours keep apart. */
export function drawConfusion(
  context: CanvasRenderingContext2D,
  { arms, ground, ink }: PictureColors,
  { counts, order, classNames, arm, side, room, em }: Matrix,
): void {
  const classes = order.length
  const cell = side / classes
  const sums = rowSums(counts, classes)
  const edges = Array.from({ length: classes + 1 }, (_, i) => Math.round(room + i * cell))
  const gap = cell > 6 ? 1 : 0
  order.forEach((label, row) => {
    order.forEach((predicted, column) => {
      context.fillStyle = cssRgb(cellColor(counts[label * classes + predicted] / (sums[label] || 1), ground, arms[arm]))
      context.fillRect(edges[column], edges[row], edges[column + 1] - edges[column] - gap, edges[row + 1] - edges[row] - gap)
    })
  })
  const family = getComputedStyle(context.canvas).fontFamily
  const digits = String(counts.reduce((most, count) => Math.max(most, count), 0)).length
  const type = Math.min(em, (cell - 3) / (0.62 * digits), cell * 0.7)
  context.fillStyle = cssRgb(ink)
  context.textBaseline = 'middle'
  if (type > em * 0.6) {
    context.textAlign = 'center'
    order.forEach((label, row) => {
      order.forEach((predicted, column) => {
        const count = counts[label * classes + predicted]
        if (count === 0) return
        context.font = `${label === predicted ? 600 : 400} ${type}px ${family}`
        context.fillText(String(count), (edges[column] + edges[column + 1] - gap) / 2, (edges[row] + edges[row + 1]) / 2)
      })
    })
  }
  const small = em * 0.875
  const every = Math.ceil((small * 1.05) / cell)
  context.font = `400 ${small}px ${family}`
  order.forEach((index, rank) => {
    if (rank % every !== 0) return
    const middle = room + (rank + 0.5) * cell
    context.textAlign = 'right'
    context.fillText(classNames[index], room - em * 0.3, middle, room - em * 1.6)
    context.save()
    context.translate(middle, room - em * 0.3)
    const isUpright = small * 0.6 * classNames[index].length < cell * every
    if (!isUpright) context.rotate(Math.PI / 2)
    context.textAlign = isUpright ? 'center' : 'right'
    context.textBaseline = isUpright ? 'bottom' : 'middle'
    context.fillText(classNames[index], 0, 0, isUpright ? undefined : room - em * 1.6)
    context.restore()
  })
}
