import type { Axis } from './axis.ts'
import { along } from './scales.ts'
import type { PlotSize } from './usePlotSize.ts'

/** Room around a plot for axes and labels, in em; left and right are the same in all charts. */
export interface PlotRoom {
  readonly top: number
  readonly bottom: number
}
export const LEFT = 4.3
export const RIGHT = 1.6

/** The area of a plot in its chart, in pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where things are in a chart, in pixels. */
export interface PlotScale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  /** The value at a share of the x axis, 0…1. */
  readonly xAt: (share: number) => number
  readonly area: Area
}

/** The scales of a plot of this size between these axes. */
export function plotScale({ width, height, em }: PlotSize, room: PlotRoom, x: Axis, y: Axis): PlotScale {
  const area = {
    x: LEFT * em,
    y: room.top * em,
    width: Math.max(1, width - (LEFT + RIGHT) * em),
    height: Math.max(1, height - (room.top + room.bottom) * em),
  }
  const [across, up] = [along(x), along(y)]
  return {
    area,
    x: (value) => area.x + across.share(value) * area.width,
    y: (value) => area.y + (1 - up.share(value)) * area.height,
    xAt: across.value,
  }
}

/** Whether a point lies in the area or a hair beside it; no point does that is not a number. */
export function isWithin(area: Area, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const hair = 0.5
  const inside = (at: number, from: number, length: number) => at >= from - hair && at <= from + length + hair
  return inside(x, area.x, area.width) && inside(y, area.y, area.height)
}
