import * as tf from '@tensorflow/tfjs-core'
import type { Coefficients } from './coefficients.ts'

/** Keeps logarithms finite; what stands on a smaller q is multiplied by q in the end. */
const SMALLEST = 1e-30

/** c₀ + c₁x + c₂x² + …; each step lets go of the last. */
function polynomial(coefficients: readonly (tf.Tensor | number)[], x: tf.Tensor): tf.Tensor {
  return coefficients
    .slice(0, -1)
    .reduceRight<tf.Tensor>(
      (sum, coefficient) => tf.tidy(() => tf.add(tf.mul(sum, x), coefficient)),
      tf.add(tf.zerosLike(x), coefficients[coefficients.length - 1]),
    )
}

/** (atanh(s)/s − 1) / s² from s², s ≤ 1/3. tfjs' own log1p loses small numbers. */
function atanhTail(square: tf.Tensor): tf.Tensor {
  return polynomial([1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15], square)
}

/** 1 − q^n without cancellation. */
function keptFraction(n: tf.Tensor, p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  // −log q is 2 atanh(p / (2 − p)).
  const s = tf.div(p, tf.sub(2, p))
  const square = tf.square(s)
  const near = tf.mul(tf.mul(2, s), tf.add(1, tf.mul(square, atanhTail(square))))
  const negativeLog = tf.where(tf.less(p, 0.5), near, tf.neg(tf.log(tf.maximum(q, SMALLEST))))
  const x = tf.minimum(tf.mul(n, negativeLog), 80)
  const small = tf.mul(x, polynomial([1, -1 / 2, 1 / 6, -1 / 24, 1 / 120, -1 / 720, 1 / 5040], x))
  return tf.where(tf.less(x, 0.5), small, tf.sub(1, tf.exp(tf.neg(x))))
}

/** Σ_{j≥2} q^{j−1} / j, which is −log(p) / q − 1: from the logits where p ≤ ½, elsewhere without their cancellation. */
function restOfAll(q: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const twoLessQ = tf.sub(2, q)
  const square = tf.square(tf.div(q, twoLessQ))
  const near = tf.div(tf.add(q, tf.mul(tf.mul(2, square), atanhTail(square))), twoLessQ)
  const far = tf.sub(tf.div(tf.neg(tf.logSoftmax(logits)), tf.maximum(q, 0.5)), 1)
  return tf.where(tf.less(q, 0.5), near, far)
}

/**
 * m(p) = −p ℓ′(p) for every class, [runs × batch × classes], in the closed form that stays finite on all of [0, 1]:
 *
 *     q^γ [p Σ_{j≤8} ([j = 1] + ε_j)(j + γ) q^{j−1} + q (1 − q^{N−1}) + γ p Σ_{j=2..N} q^{j−1}/j]
 */
function pull(c: Coefficients, logits: tf.Tensor, p: tf.Tensor, q: tf.Tensor): tf.Tensor {
  const early = tf.mul(p, polynomial(c.pulls, q))
  const { gamma, laterTerms, keepsAll, series } = c
  const kept = laterTerms && keepsAll ? tf.maximum(keepsAll, keptFraction(laterTerms, p, q)) : undefined
  const reduced = tf.add(early, kept ? tf.mul(q, kept) : q)
  if (!gamma) return reduced
  let rest = restOfAll(q, logits)
  if (keepsAll) {
    const partial = series?.length ? tf.mul(q, polynomial(series, q)) : tf.zerosLike(q)
    rest = tf.where(tf.cast(tf.add(tf.zerosLike(q), keepsAll), 'bool'), rest, partial)
  }
  return tf.mul(tf.add(reduced, tf.mul(gamma, tf.mul(p, rest))), tf.pow(tf.maximum(q, SMALLEST), gamma))
}

/**
 * Gradient of each run's mean loss with respect to its logits, both [runs × batch × classes]:
 * w (s_i Σ_{k≠i} ỹ_k m(s_k) − (1 − s_i) ỹ_i m(s_i)), which cancels nothing where an example is learned.
 *
 * @param onehot labels, [runs × batch × classes]; a row of zeros where there is none
 * @param labelled the share of rows that have a label, [runs × 1 × 1], of which the mean is; absent where all have
 */
export function lossGradient(c: Coefficients, logits: tf.Tensor, onehot: tf.Tensor, labelled?: tf.Tensor): tf.Tensor {
  const classes = logits.shape[logits.shape.length - 1]
  const others = tf.sub(1, tf.eye(classes)) as tf.Tensor2D
  const sumOfOthers = (x: tf.Tensor) => tf.reshape(tf.matMul(tf.reshape(x, [-1, classes]), others), x.shape)
  const softmax = tf.softmax(logits)
  const complement = sumOfOthers(softmax)
  const target = c.smoothing
    ? tf.add(tf.mul(onehot, tf.sub(1, c.smoothing)), tf.div(c.smoothing, classes))
    : onehot
  const pulls = tf.mul(target, pull(c, logits, softmax, complement))
  const direction = tf.sub(tf.mul(softmax, sumOfOthers(pulls)), tf.mul(complement, pulls))
  const weights = tf.matMul(onehot, c.classWeights)
  return tf.mul(labelled ? tf.div(weights, labelled) : weights, direction)
}

/**
 * A scalar whose gradient is that of the sum over runs of their mean losses. Its value says nothing: no step needs it,
 * and it would cost a third of the loss' operations.
 */
export function polyLoss(c: Coefficients, logits: tf.Tensor, onehot: tf.Tensor, labelled?: tf.Tensor): tf.Tensor {
  return tf.customGrad((z, save) => {
    const keep = save as tf.GradSaveFunc
    keep([lossGradient(c, z as tf.Tensor, onehot, labelled)])
    return {
      value: tf.scalar(0),
      gradFunc: (dy: tf.Tensor, [gradient]: tf.Tensor[]) => tf.mul(dy, gradient),
    }
  })(logits)
}
