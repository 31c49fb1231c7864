import type { GeneratorSettings, RawData } from '../dataset.ts'
import type { Random } from '../random.ts'
import { balancedLabels, generatorStream, numberedClasses } from './common.ts'
import { DIGITS, type Point, type Stroke, trace } from './strokes.ts'

const SIDE = 28
/** The box of an undisturbed digit and the thickness of its line, in pixels. */
const BOX_WIDTH = 13
const BOX_HEIGHT = 19
const THICKNESS = 2.4

/** How the hand wanders: deviations at noise 1. */
const WANDER = {
  /** Of each point of a stroke, in boxes. */
  point: 0.09,
  /** Horizontal shift per unit of height. */
  slant: 0.7,
  /** Share of the size. */
  size: 0.3,
  /** Share of the thickness. */
  thickness: 0.9,
  /** Pixels. */
  shift: 4,
  /** Grey values, on each pixel. */
  grain: 50,
} as const

function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to)
}

/** From the box of a drawing to pixels: each digit is written by another hand. */
function hand(random: Random, noise: number): (point: Point) => Point {
  const slant = clamp(WANDER.slant * noise * random.normal(), -0.9, 0.9)
  const width = BOX_WIDTH * clamp(1 + WANDER.size * noise * random.normal(), 0.5, 1.6)
  const height = BOX_HEIGHT * clamp(1 + WANDER.size * noise * random.normal(), 0.5, 1.25)
  const centreX = SIDE / 2 + clamp(WANDER.shift * noise * random.normal(), -6, 6)
  const centreY = SIDE / 2 + clamp(WANDER.shift * noise * random.normal(), -4, 4)
  return ([x, y]) => [centreX + (x - 0.5) * width + slant * (0.5 - y) * height, centreY + (y - 0.5) * height]
}

/** A stroke with each of its points moved; a closed one stays closed. */
function disturbed(stroke: Stroke, random: Random, deviation: number): Stroke {
  const moved = stroke.map(([x, y]): Point => [x + deviation * random.normal(), y + deviation * random.normal()])
  const last = stroke.length - 1
  if (stroke[0][0] === stroke[last][0] && stroke[0][1] === stroke[last][1]) moved[last] = moved[0]
  return moved
}

/** Inks the line from a to b: full within half its thickness, then fading over one pixel. Keeps the darker ink. */
function inkLine(image: Float64Array, [ax, ay]: Point, [bx, by]: Point, thickness: number): void {
  const reach = thickness / 2 + 0.5
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const to = (limit: number) => clamp(Math.ceil(limit + reach), 0, SIDE)
  const from = (limit: number) => clamp(Math.floor(limit - reach), 0, SIDE)
  for (let row = from(Math.min(ay, by)); row < to(Math.max(ay, by)); row++) {
    for (let column = from(Math.min(ax, bx)); column < to(Math.max(ax, bx)); column++) {
      const [px, py] = [column + 0.5 - ax, row + 0.5 - ay]
      const along = squared > 0 ? clamp((px * dx + py * dy) / squared, 0, 1) : 0
      const [ox, oy] = [px - along * dx, py - along * dy]
      const ink = clamp(reach - Math.sqrt(ox * ox + oy * oy), 0, 1)
      const pixel = row * SIDE + column
      if (ink > image[pixel]) image[pixel] = ink
    }
  }
}

/** One digit as ink from 0 to 1 on each pixel. */
function draw(strokes: readonly Stroke[], random: Random, noise: number): Float64Array {
  const image = new Float64Array(SIDE * SIDE)
  const toPixels = hand(random, noise)
  const thickness = clamp(THICKNESS * (1 + WANDER.thickness * noise * random.normal()), 1.2, 5)
  for (const stroke of strokes) {
    const points = trace(disturbed(stroke, random, WANDER.point * noise), 4).map(toPixels)
    for (let i = 1; i < points.length; i++) inkLine(image, points[i - 1], points[i], thickness)
  }
  return image
}

/**
 * Drawn digits, 28 × 28 grey values, white on black: the first `classes` of 0–9, each by its strokes, with slant,
 * size, place, thickness, shape and grain that vary with `noise`. At noise 0 every digit is drawn as in the book.
 */
export function digits(settings: GeneratorSettings): RawData {
  const { classes, noise } = settings
  const random = generatorStream(settings)
  const labels = balancedLabels(settings)
  const features = new Uint8Array(labels.length * SIDE * SIDE)
  labels.forEach((label, example) => {
    const drawings = DIGITS[label]
    const ink = draw(drawings[random.integer(drawings.length)], random, noise)
    const image = features.subarray(example * SIDE * SIDE, (example + 1) * SIDE * SIDE)
    for (let pixel = 0; pixel < image.length; pixel++) {
      image[pixel] = clamp(Math.round(255 * ink[pixel] + WANDER.grain * noise * random.normal()), 0, 255)
    }
  })
  const image = { width: SIDE, height: SIDE, channels: 1 }
  return { classes, classNames: numberedClasses(classes), dimensions: SIDE * SIDE, features, labels, image }
}
