import type { PointSet } from '../../engine/protocol.ts'
import { cssRgb, type PictureColors, type Rgb } from './classColors.ts'

/** The most points of a set that are drawn; more would hide the surface. */
export const MOST_TRAIN = 800
export const MOST_TEST = 300

/** Every how-manieth point is drawn. */
export function stride(points: number, most: number): number {
  return Math.max(1, Math.ceil(points / most))
}

/** From data to pixels: the box fills a square of this side, y upward. */
export function toPixels([x0, x1, y0, y1]: readonly [number, number, number, number], side: number) {
  return (x: number, y: number): readonly [number, number] => [
    ((x - x0) / (x1 - x0)) * side,
    (1 - (y - y0) / (y1 - y0)) * side,
  ]
}

interface Style {
  readonly radius: number
  readonly most: number
  readonly outline: Rgb
  readonly shape: (path: Path2D, x: number, y: number, radius: number) => void
}

function circle(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y)
  path.arc(x, y, radius, 0, 2 * Math.PI)
}

function diamond(path: Path2D, x: number, y: number, radius: number): void {
  const reach = radius * 1.25
  path.moveTo(x, y - reach)
  path.lineTo(x + reach, y)
  path.lineTo(x, y + reach)
  path.lineTo(x - reach, y)
  path.closePath()
}

/** Draws training points as circles outlined by the background. */
export const trainStyle = (side: number, { ground }: PictureColors): Style => ({
  radius: Math.max(1.5, side / 110),
  most: MOST_TRAIN,
  outline: ground,
  shape: circle,
})

/** Draws test points as diamonds outlined by ink. */
export const testStyle = (side: number, { ink }: PictureColors): Style => ({
  radius: Math.max(1.7, side / 95),
  most: MOST_TEST,
  outline: ink,
  shape: diamond,
})

type Place = ReturnType<typeof toPixels>

/** Draws points in the colour of their label. */
export function paintPoints(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { positions, labels }: Pick<PointSet, 'positions' | 'labels'>,
  place: Place,
  { radius, most, outline, shape }: Style,
  { classes }: PictureColors,
): void {
  const fills = classes.map(() => new Path2D())
  const step = stride(labels.length, most)
  for (let i = 0; i < labels.length; i += step) {
    const [x, y] = place(positions[2 * i], positions[2 * i + 1])
    shape(fills[labels[i] % classes.length], x, y, radius)
  }
  context.strokeStyle = cssRgb(outline)
  context.lineWidth = Math.max(0.5, radius * 0.22)
  fills.forEach((path, label) => {
    context.fillStyle = cssRgb(classes[label])
    context.fill(path)
    context.stroke(path)
  })
}

/** Draws a cross over each point that the arm gets wrong; `right` has one entry per point. */
export function paintCrosses(
  context: CanvasRenderingContext2D,
  { positions, labels }: PointSet,
  right: Uint8Array,
  place: Place,
  { radius, most }: Style,
  { ink }: PictureColors,
): void {
  const crosses = new Path2D()
  const step = stride(labels.length, most)
  const arm = radius * 1.3
  for (let i = 0; i < labels.length; i += step) {
    if (right[i] !== 0) continue
    const [x, y] = place(positions[2 * i], positions[2 * i + 1])
    crosses.moveTo(x - arm, y - arm)
    crosses.lineTo(x + arm, y + arm)
    crosses.moveTo(x + arm, y - arm)
    crosses.lineTo(x - arm, y + arm)
  }
  context.strokeStyle = cssRgb(ink)
  context.lineWidth = Math.max(1, radius * 0.45)
  context.stroke(crosses)
}
