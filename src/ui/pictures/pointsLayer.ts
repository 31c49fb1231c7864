import type { PointSet } from '../../engine/protocol.ts'
import type { PictureColors } from './classColors.ts'
import { paintPoints, testStyle, toPixels, trainStyle } from './paintPoints.ts'

interface Points {
  readonly train: PointSet
  readonly test: PointSet
  readonly box: readonly [number, number, number, number]
}

/**
 * A layer of all points of a data set, to be laid over surfaces. It is drawn anew only for other points, another side
 * or other colours: hundreds of outlines take longer than the rest of a picture, and training moves none of them.
 */
export function createPointsLayer(): (points: Points, side: number, colors: PictureColors) => OffscreenCanvas {
  let drawn: { points: Points; side: number; colors: PictureColors; canvas: OffscreenCanvas } | undefined
  return (points, side, colors) => {
    if (drawn?.points === points && drawn.side === side && drawn.colors === colors) return drawn.canvas
    const canvas = new OffscreenCanvas(side, side)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const place = toPixels(points.box, side)
    if (context) {
      paintPoints(context, points.train, place, trainStyle(side, colors), colors)
      paintPoints(context, points.test, place, testStyle(side, colors), colors)
    }
    drawn = { points, side, colors, canvas }
    return canvas
  }
}
