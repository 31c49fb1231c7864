import * as tf from '@tensorflow/tfjs-core'
import { MAX_EPSILON, pullCoefficient } from '../../../loss/family.ts'
import type { ArmSettings, TrainingTask } from '../trainer.ts'

/** What the arms ask for, one number per run in each tensor; a part that no arm needs is absent. */
export interface Coefficients {
  /** [runs × 1] */
  readonly learningRate: tf.Tensor
  readonly momentum: tf.Tensor
  readonly weightDecay: tf.Tensor
  /** One weight per class, over the rows of a batch, [runs × classes × 1]. */
  readonly classWeights: tf.Tensor
  /** (1 + ε₁)(1 + γ), then ε_j (j + γ): of p q^{j−1} in m(p) / q^γ, each [runs × 1 × 1], up to the last that counts. */
  readonly pulls: readonly tf.Tensor[]
  /** γ, [runs × 1 × 1] */
  readonly gamma?: tf.Tensor
  /** a, [runs × 1 × 1] */
  readonly smoothing?: tf.Tensor
  /** N − 1 (0 where all terms are kept), and 1 where all are kept, [runs × 1 × 1]. */
  readonly laterTerms?: tf.Tensor
  readonly keepsAll?: tf.Tensor
  /** [j ≤ N] / j for j = 2…, each [runs × 1 × 1]; there only where a finite N meets γ > 0. */
  readonly series?: readonly tf.Tensor[]
}

/** Uploads what the arms ask for. `disposeCoefficients` lets go of them. */
export function uploadCoefficients(
  arms: readonly ArmSettings[],
  { repeats, batchSize, positions }: Pick<TrainingTask, 'repeats' | 'batchSize' | 'positions'>,
): Coefficients {
  const runs = arms.length * repeats
  const armOf = (run: number) => arms[Math.floor(run / repeats)]
  const perRun = (read: (arm: ArmSettings) => number, shape = [runs, 1, 1]) =>
    tf.tensor(
      Float32Array.from({ length: runs }, (_, run) => read(armOf(run))),
      shape,
      'float32',
    )
  const some = (test: (arm: ArmSettings) => boolean) => arms.some(test)

  let last = MAX_EPSILON
  while (last > 1 && !some(({ loss }) => pullCoefficient(loss, last) !== 0)) last--
  const limited = arms.filter(({ loss }) => loss.terms !== Infinity)
  const mostSummed = Math.max(0, ...limited.filter(({ loss }) => loss.gamma > 0).map(({ loss }) => loss.terms))
  const classes = arms[0].classWeights.length
  const weights = Float32Array.from({ length: runs * classes }, (_, i) => {
    return armOf(Math.floor(i / classes)).classWeights[i % classes] / (batchSize * positions)
  })

  return {
    learningRate: perRun((arm) => arm.learningRate, [runs, 1]),
    momentum: perRun((arm) => arm.momentum, [runs, 1]),
    weightDecay: perRun((arm) => arm.weightDecay, [runs, 1]),
    classWeights: tf.tensor(weights, [runs, classes, 1]),
    pulls: Array.from({ length: last }, (_, i) => perRun(({ loss }) => pullCoefficient(loss, i + 1))),
    ...(some(({ loss }) => loss.gamma > 0) && { gamma: perRun(({ loss }) => loss.gamma) }),
    ...(some(({ loss }) => loss.labelSmoothing > 0) && { smoothing: perRun(({ loss }) => loss.labelSmoothing) }),
    ...(limited.length > 0 && {
      laterTerms: perRun(({ loss }) => (loss.terms === Infinity ? 0 : loss.terms - 1)),
      keepsAll: perRun(({ loss }) => (loss.terms === Infinity ? 1 : 0)),
    }),
    ...(mostSummed > 0 && {
      series: Array.from({ length: mostSummed - 1 }, (_, i) =>
        perRun(({ loss }) => (i + 2 <= loss.terms ? 1 / (i + 2) : 0)),
      ),
    }),
  }
}

export function disposeCoefficients(coefficients: Coefficients): void {
  tf.dispose(Object.values(coefficients).flat())
}
