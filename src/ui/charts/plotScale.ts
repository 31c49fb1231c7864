import type { Axis } from './axis.ts'
import type { PlotSize } from './usePlotSize.ts'

/** Room around a plot for axes and labels, in em; left and right are the same in all charts. */
export interface PlotRoom {
  readonly top: number
  readonly bottom: number
}
export const LEFT = 3.9
export const RIGHT = 1.6

/** Where things are in a chart, in pixels. */
export interface PlotScale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** The scales of a plot of this size between these axes. */
export function plotScale({ width, height, em }: PlotSize, room: PlotRoom, x: Axis, y: Axis): PlotScale {
  const area = {
    x: LEFT * em,
    y: room.top * em,
    width: Math.max(1, width - (LEFT + RIGHT) * em),
    height: Math.max(1, height - (room.top + room.bottom) * em),
  }
  const along = (value: number, [from, to]: readonly [number, number]) => (value - from) / (to - from)
  return {
    area,
    x: (value) => area.x + along(value, x.domain) * area.width,
    y: (value) => area.y + (1 - along(value, y.domain)) * area.height,
  }
}
