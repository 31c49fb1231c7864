import { LossEvaluator } from '../../loss/index.ts'
import type { DataSummary, Surface, WorstImages } from '../protocol.ts'

/** Cells on each side of a decision surface. */
const SIDE = 48
/** Test images shown of each arm. */
const WORST = 8

type Points = NonNullable<DataSummary['points']>

/** The features that a surface asks for: cells from the lowest y up, then training and test points. */
export function surfaceFeatures({ box, train, test }: Points): Float32Array {
  const cells = 2 * SIDE * SIDE
  const features = new Float32Array(cells + train.positions.length + test.positions.length)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      features[2 * (row * SIDE + column)] = box[0] + ((column + 0.5) / SIDE) * (box[1] - box[0])
      features[2 * (row * SIDE + column) + 1] = box[2] + ((row + 0.5) / SIDE) * (box[3] - box[2])
    }
  }
  features.set(train.positions, cells)
  features.set(test.positions, cells + train.positions.length)
  return features
}

/** Logits of some examples under each arm, [arms × rows × classes]. */
export interface Predicted {
  readonly logits: Float32Array | Float64Array
  readonly arms: number
  readonly classes: number
}

/** What each arm says over the box and of each point, from logits of `surfaceFeatures`. */
export function surfacesOf({ logits, arms, classes }: Predicted, { train, test }: Points): Surface[] {
  const examples = logits.length / (arms * classes)
  const evaluator = new LossEvaluator(classes)
  const cells = SIDE * SIDE
  return Array.from({ length: arms }, (_, arm) => {
    const from = arm * examples
    const winner = new Uint8Array(cells)
    const confidence = new Uint8Array(cells)
    const winnerAt = (example: number) => {
      evaluator.read(logits, (from + example) * classes, 0)
      return argmax(evaluator.softmax)
    }
    for (let cell = 0; cell < cells; cell++) {
      winner[cell] = winnerAt(cell)
      confidence[cell] = Math.round(255 * evaluator.softmax[winner[cell]])
    }
    const right = (labels: Int32Array, at: number) => Uint8Array.from(labels, (label, i) => Number(winnerAt(at + i) === label))
    return {
      side: SIDE,
      winner,
      confidence,
      trainRight: right(train.labels, cells),
      testRight: right(test.labels, cells + train.labels.length),
    }
  })
}

/** The images that each arm gives the smallest P_t, worst first. */
export function worstOf({ logits, arms, classes }: Predicted, labels: Int32Array): WorstImages[] {
  const evaluator = new LossEvaluator(classes)
  return Array.from({ length: arms }, (_, arm) => {
    const from = arm * labels.length
    const pts = Float32Array.from(labels, (label, i) => {
      evaluator.read(logits, (from + i) * classes, label)
      return evaluator.pt
    })
    const index = Int32Array.from(pts.keys()).sort((a, b) => pts[a] - pts[b]).slice(0, WORST)
    return {
      index,
      pt: Float32Array.from(index, (i) => pts[i]),
      predicted: Int32Array.from(index, (i) => argmax(logits.subarray((from + i) * classes, (from + i + 1) * classes))),
    }
  })
}

/** Rows of each label by the class that each arm predicts: [classes × classes], row = label. */
export function confusionOf({ logits, arms, classes }: Predicted, labels: Int32Array): Int32Array[] {
  return Array.from({ length: arms }, (_, arm) => {
    const from = arm * labels.length
    const counts = new Int32Array(classes * classes)
    labels.forEach((label, i) => {
      counts[label * classes + argmax(logits.subarray((from + i) * classes, (from + i + 1) * classes))]++
    })
    return counts
  })
}

function argmax(values: Float32Array | Float64Array): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k] > values[best]) best = k
  return best
}
