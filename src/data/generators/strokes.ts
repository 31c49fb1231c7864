/** A point of a drawing: x from 0 (left) to 1, y from 0 (top) to 1. */
export type Point = readonly [number, number]

/** A smooth line through its points; straight with two, closed where the first and the last are the same. */
export type Stroke = readonly Point[]

const zero: readonly Stroke[] = [
  [[0.5, 0], [0.2, 0.12], [0.06, 0.5], [0.2, 0.88], [0.5, 1], [0.8, 0.88], [0.94, 0.5], [0.8, 0.12], [0.5, 0]],
]
const oneAlone: readonly Stroke[] = [[[0.5, 0], [0.5, 1]]]
const oneWithFlag: readonly Stroke[] = [
  [[0.28, 0.22], [0.54, 0]],
  [[0.54, 0], [0.54, 1]],
]
const twoSharp: readonly Stroke[] = [
  [[0.1, 0.24], [0.26, 0.05], [0.52, 0], [0.8, 0.1], [0.84, 0.32], [0.66, 0.58], [0.36, 0.82], [0.06, 1]],
  [[0.06, 1], [0.94, 1]],
]
const twoLooped: readonly Stroke[] = [
  [
    [0.12, 0.2], [0.32, 0.03], [0.6, 0.01], [0.8, 0.16], [0.78, 0.4], [0.56, 0.7], [0.3, 0.95], [0.1, 0.96],
    [0.12, 0.8], [0.34, 0.8], [0.62, 0.96], [0.96, 0.9],
  ],
]
const three: readonly Stroke[] = [
  [[0.1, 0.12], [0.34, 0], [0.68, 0.04], [0.82, 0.22], [0.68, 0.42], [0.36, 0.48]],
  [[0.36, 0.48], [0.72, 0.53], [0.9, 0.74], [0.74, 0.95], [0.42, 1], [0.06, 0.9]],
]
const fourClosed: readonly Stroke[] = [
  [[0.68, 0], [0.04, 0.66]],
  [[0.04, 0.66], [0.98, 0.66]],
  [[0.68, 0], [0.68, 1]],
]
const fourOpen: readonly Stroke[] = [
  [[0.14, 0.02], [0.1, 0.3], [0.14, 0.52], [0.4, 0.57], [0.82, 0.5]],
  [[0.84, 0], [0.78, 1]],
]
const five: readonly Stroke[] = [
  [[0.88, 0], [0.24, 0.01]],
  [[0.24, 0.01], [0.18, 0.44]],
  [[0.18, 0.44], [0.5, 0.37], [0.82, 0.5], [0.88, 0.74], [0.68, 0.96], [0.38, 1], [0.06, 0.88]],
]
const six: readonly Stroke[] = [
  [
    [0.72, 0], [0.4, 0.18], [0.16, 0.5], [0.14, 0.8], [0.36, 0.99], [0.7, 0.95], [0.86, 0.74], [0.68, 0.53],
    [0.38, 0.55], [0.16, 0.76],
  ],
]
const sevenPlain: readonly Stroke[] = [
  [[0.06, 0.02], [0.92, 0]],
  [[0.92, 0], [0.58, 0.46], [0.38, 1]],
]
const sevenBarred: readonly Stroke[] = [...sevenPlain, [[0.32, 0.5], [0.86, 0.48]]]
const eightOfLoops: readonly Stroke[] = [
  [[0.5, 0], [0.24, 0.08], [0.2, 0.3], [0.5, 0.46], [0.8, 0.3], [0.76, 0.08], [0.5, 0]],
  [[0.5, 0.46], [0.16, 0.62], [0.14, 0.88], [0.5, 1], [0.86, 0.88], [0.84, 0.62], [0.5, 0.46]],
]
const eightOfOneLine: readonly Stroke[] = [
  [
    [0.78, 0.12], [0.5, 0], [0.22, 0.14], [0.32, 0.36], [0.68, 0.6], [0.8, 0.84], [0.5, 1], [0.2, 0.84],
    [0.34, 0.6], [0.68, 0.36], [0.78, 0.12],
  ],
]
const nineStraight: readonly Stroke[] = [
  [[0.82, 0.22], [0.62, 0.02], [0.3, 0.05], [0.14, 0.28], [0.3, 0.5], [0.6, 0.46], [0.82, 0.22]],
  [[0.82, 0.1], [0.76, 1]],
]
const nineCurved: readonly Stroke[] = [
  [
    [0.84, 0.28], [0.66, 0.03], [0.32, 0.03], [0.14, 0.26], [0.32, 0.48], [0.64, 0.45], [0.84, 0.2],
    [0.86, 0.54], [0.68, 0.88], [0.24, 0.98],
  ],
]

/** The drawings of each digit: people write most of them in more than one way. */
export const DIGITS: readonly (readonly (readonly Stroke[])[])[] = [
  [zero],
  [oneAlone, oneWithFlag],
  [twoSharp, twoLooped],
  [three],
  [fourClosed, fourOpen],
  [five],
  [six],
  [sevenPlain, sevenBarred],
  [eightOfLoops, eightOfOneLine],
  [nineStraight, nineCurved],
]

/**
 * Points along a stroke, `pieces` for each pair of neighbours: a Catmull–Rom spline, of + − × ÷ alone. A closed
 * stroke goes round smoothly.
 */
export function trace(stroke: Stroke, pieces: number): Point[] {
  const last = stroke.length - 1
  const closed = last > 2 && stroke[0][0] === stroke[last][0] && stroke[0][1] === stroke[last][1]
  const before = closed ? stroke[last - 1] : stroke[0]
  const after = closed ? stroke[1] : stroke[last]
  const points: Point[] = [stroke[0]]
  for (let i = 0; i < last; i++) {
    const [a, b, c, d] = [stroke[i - 1] ?? before, stroke[i], stroke[i + 1], stroke[i + 2] ?? after]
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces
      const along = (axis: 0 | 1) =>
        b[axis] +
        0.5 * t * (c[axis] - a[axis] +
          t * (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis] +
            t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])))
      points.push([along(0), along(1)])
    }
  }
  return points
}
