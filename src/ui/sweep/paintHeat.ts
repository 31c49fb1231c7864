import type { Metric } from '../../experiment/metrics.ts'
import { cssRgb, type PictureColors, type Rgb } from '../pictures/classColors.ts'
import type { Heat } from './strip.ts'
import { numberText } from '../../experiment/text.ts'
import { formatMetric } from '../plot/format.ts'


/** How much of the arm's colour the highest cell has; ink on it keeps a contrast of 4.5. */
export const STRONGEST = 0.45

/** The colour of a cell: the ground for the least of all means, the most of the arm's colour for the greatest. */
export function heatColor(value: number, [low, high]: readonly [number, number], ground: Rgb, color: Rgb): Rgb {
  const tint = STRONGEST * (high > low ? (value - low) / (high - low) : 1)
  const mix = (channel: 0 | 1 | 2) => Math.round(ground[channel] + tint * (color[channel] - ground[channel]))
  return [mix(0), mix(1), mix(2)]
}

/** Where the cells are, in pixels. */
export interface HeatRoom {
  readonly left: number
  readonly top: number
  readonly cell: readonly [width: number, height: number]
  readonly em: number
}

interface Shown {
  readonly heat: Heat
  readonly metric: Metric
  readonly arm: number
  readonly range: readonly [number, number] | undefined
}

/** Draws the cells, the first row lowest, their means where these fit, and the values beside them. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  { arms, ground, ink }: PictureColors,
  { heat, metric, arm, range }: Shown,
  { left, top, cell: [width, height], em }: HeatRoom,
): void {
  const { columns, rows, cells } = heat
  const family = getComputedStyle(context.canvas).fontFamily
  const small = em * 0.875
  const upright = (r: number) => top + (rows.length - 1 - r) * height
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.font = `400 ${small}px ${family}`
  const texts = cells.map((row) => row.map((cell) => (cell ? formatMetric(metric, cell.mean.mean).replace('%', '') : '')))
  const widest = Math.max(...texts.flat().map((text) => context.measureText(text).width))
  const fits = widest < width - em * 0.6 && height > small * 1.2
  cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (!cell || !range) return
      const x = left + c * width
      if (Number.isFinite(cell.mean.mean)) {
        context.fillStyle = cssRgb(heatColor(cell.mean.mean, range, ground, arms[arm]))
        context.fillRect(x + 0.5, upright(r) + 0.5, width - 1, height - 1)
      }
      context.fillStyle = cssRgb(ink)
      if (fits) context.fillText(texts[r][c], x + width / 2, upright(r) + height / 2)
    })
  })
  context.fillStyle = cssRgb(ink)
  const every = (needed: number, room: number) => Math.max(1, Math.ceil(needed / room))
  const across = every(Math.max(...columns.map((value) => context.measureText(numberText(value)).width)) + em * 0.5, width)
  columns.forEach((value, c) => {
    if (c % across === 0) context.fillText(numberText(value), left + (c + 0.5) * width, top + rows.length * height + em * 0.8)
  })
  context.textAlign = 'right'
  const down = every(small * 1.2, height)
  rows.forEach((value, r) => {
    if (r % down === 0) context.fillText(numberText(value), left - em * 0.4, upright(r) + height / 2)
  })
}
