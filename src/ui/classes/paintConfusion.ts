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
export function paintConfusion(
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
  paintNames(context, order.map((index) => classNames[index]), cell, room, em)
}

/** Every first, second, fifth, … class is named, so that neighbours keep apart. */
const STRIDES = [1, 2, 5, 10, 20, 50]

/** Names left of the rows and over the columns, in the font and the fill that the context has. */
function paintNames(
  context: CanvasRenderingContext2D,
  names: readonly string[],
  cell: number,
  room: number,
  em: number,
): void {
  const small = em * 0.875
  context.font = `400 ${small}px ${getComputedStyle(context.canvas).fontFamily}`
  const widest = Math.max(...names.map((name) => context.measureText(name).width))
  const every = (needed: number) => STRIDES.find((stride) => stride * cell >= needed) ?? names.length
  const isUpright = widest < 3 * small
  const [down, across] = [every(small * 1.05), every(isUpright ? widest + em * 0.4 : small * 1.05)]
  const most = room - em * 1.9
  names.forEach((name, rank) => {
    const middle = room + (rank + 0.5) * cell
    if (rank % down === 0) {
      context.textAlign = 'right'
      context.textBaseline = 'middle'
      context.fillText(name, room - em * 0.3, middle, most)
    }
    if (rank % across !== 0) return
    context.save()
    context.translate(middle, room - em * 0.3)
    if (isUpright) {
      context.textAlign = 'center'
      context.textBaseline = 'bottom'
    } else {
      context.rotate(-Math.PI / 2)
      context.textAlign = 'left'
      context.textBaseline = 'middle'
    }
    context.fillText(name, 0, 0, isUpright ? undefined : most)
    context.restore()
  })
}
