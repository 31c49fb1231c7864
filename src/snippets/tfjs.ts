import { aboutOf, WEIGHTS_ARE } from './about.ts'
import { checksOf, classesOf } from './checks.ts'
import type { Member } from './member.ts'
import { javascriptNumber, wrapped } from './numerals.ts'

/** The loss for TensorFlow.js. */
export function tfjs(member: Member): string {
  const { loss, weights } = member
  const list = (values: readonly number[]) => `[${values.map(javascriptNumber).join(', ')}]`
  const checks = checksOf(member).map(({ logits, label, value, slope }) => {
    return `  { logits: ${list(logits)}, label: ${label}, loss: ${javascriptNumber(value)}, derivative: ${javascriptNumber(slope)} },`
  })
  const head = aboutOf(member, 'TensorFlow.js')
    .split('\n')
    .map((line) => ` * ${line}`.trimEnd())
  return `/**
${head.join('\n')}
 *
 * The last layer gives logits: it has no softmax.
 *
 *     model.compile({ optimizer: 'adam', loss: PolyLoss() })
 *
 * Without a model, as tf.losses has it, labels first:
 *
 *     const polyLoss = PolyLoss()
 *     optimizer.minimize(() => polyLoss(labels, model.predict(images)))
 */
import * as tf from '@tensorflow/tfjs'

// Stands for a logit of −∞; infinity less infinity would be no number.
const MASKED = -1e30
${weights ? `\n// ${WEIGHTS_ARE}\nconst CLASS_WEIGHTS = ${wrapped(['[', ']'], weights.map(javascriptNumber), '  ')}\n` : ''}
const EPSILON = ${list(loss.epsilon)}

/**
 * A function of labels and logits [..., K]. Labels are [...] or [..., 1], or a distribution over the classes for each.
 *
 * @param epsilon ε₁, ε₂, ..., each added to the coefficient 1/j of its term
 * @param gamma γ of the focal loss; shifts every exponent
 * @param terms how many terms of −log p are kept; null keeps the logarithm itself
 * @param labelSmoothing a, in [0, 1)
 * @param classWeights of each class; a distribution has the mean of its classes' weights
 * @param alpha for 'sigmoid': the weight of the positive, and 1 − alpha that of the negative
 * @param activation 'softmax', or 'sigmoid' for K yes-or-no questions, each smoothed as two classes; a label K is then
 *   none of them
 * @param ignoreIndex a label that counts for nothing
 * @param reduction 'mean' over what is not ignored, 'sum' or 'none'
 */
export function PolyLoss({
  epsilon = EPSILON,
  gamma = ${javascriptNumber(loss.gamma)},
  terms = ${loss.terms === Infinity ? 'null' : loss.terms},
  labelSmoothing = ${javascriptNumber(loss.labelSmoothing)},
  classWeights = ${weights ? 'CLASS_WEIGHTS' : 'null'},
  alpha = null,
  activation = 'softmax',
  ignoreIndex = -100,
  reduction = 'mean',
} = {}) {
  // Of q = 1 − p, q², ...; what −log p has beyond q is added apart.
  const [first = 0, ...others] = epsilon
  const coefficients = [1 + first, ...others]

  /** ℓ(p) and its pull m(p) = −p ℓ′(p), from log(p / q): neither p nor q loses its digits, or is 0 in a logarithm. */
  function termsOf(odds) {
    const [logP, logQ] = [tf.logSigmoid(odds), tf.logSigmoid(tf.neg(odds))]
    const [p, q] = [tf.exp(logP), tf.exp(logQ)]
    const later = terms === null ? allLater(logP, q) : keptLater(logQ, terms - 1)
    // 1 − q^N is p + p (q + ... + q^(N − 1)), where nothing cancels.
    const kept = terms === null ? q : tf.mul(p, keptPowers(logQ, terms - 1))
    const slopes = coefficients.map((coefficient, i) => coefficient * (i + 1 + gamma))
    const pull = tf.add(tf.mul(p, tf.add(polynomial(slopes, q), tf.mul(gamma, later))), kept)
    const scale = tf.exp(tf.mul(gamma, logQ))
    return { p, q, loss: tf.mul(tf.mul(scale, q), tf.add(polynomial(coefficients, q), later)), pull: tf.mul(scale, pull) }
  }

  /** Σ_k ỹ_k ℓ(p_k), whose gradient is p_i Σ_{k≠i} ỹ_k m(p_k) − q_i ỹ_i m(p_i). */
  function softmaxLoss(labels, logits) {
    const smooth = tf.add(tf.mul(1 - labelSmoothing, labels), labelSmoothing / logits.shape.at(-1))
    const lossOf = tf.customGrad((z, save) => {
      const { p, q, loss, pull } = termsOf(allOdds(z))
      const pulls = tf.mul(smooth, pull)
      const ofOthers = tf.sub(tf.sum(pulls, -1, true), pulls)
      save([tf.sub(tf.mul(p, ofOthers), tf.mul(q, pulls))])
      return { value: tf.sum(tf.mul(smooth, loss), -1), gradFunc: (dy, [gradient]) => tf.mul(tf.expandDims(dy, -1), gradient) }
    })
    const loss = lossOf(logits)
    return classWeights ? tf.mul(loss, tf.sum(tf.mul(labels, classWeights), -1)) : loss
  }

  /** ỹ ℓ(p) + (1 − ỹ) ℓ(1 − p) for each class. */
  function sigmoidLoss(labels, logits) {
    const smooth = tf.add(tf.mul(1 - labelSmoothing, labels), labelSmoothing / 2)
    const mix = (yes, no) => tf.add(tf.mul(smooth, yes), tf.mul(tf.sub(1, smooth), no))
    const lossOf = tf.customGrad((z, save) => {
      const [yes, no] = [termsOf(z), termsOf(tf.neg(z))]
      save([mix(tf.neg(tf.mul(yes.q, yes.pull)), tf.mul(no.q, no.pull))])
      return { value: mix(yes.loss, no.loss), gradFunc: (dy, [gradient]) => tf.mul(dy, gradient) }
    })
    const share = alpha === null ? 1 : tf.add(1 - alpha, tf.mul(labels, 2 * alpha - 1))
    return tf.mul(tf.mul(lossOf(logits), share), classWeights ?? 1)
  }

  return (yTrue, yPred) =>
    tf.tidy(() => {
      const classes = yPred.shape.at(-1)
      const isColumn = yTrue.rank === yPred.rank && yTrue.shape.at(-1) === 1 && classes > 1
      const given = isColumn ? tf.squeeze(yTrue, [-1]) : yTrue
      const isHard = given.rank < yPred.rank
      // A label that is no class has no 1.
      const labels = isHard ? tf.cast(tf.oneHot(tf.cast(given, 'int32'), classes), 'float32') : tf.cast(given, 'float32')
      const loss = activation === 'sigmoid' ? sigmoidLoss(labels, yPred) : softmaxLoss(labels, yPred)
      let kept = tf.cast(isHard ? tf.notEqual(given, ignoreIndex) : tf.onesLike(tf.sum(labels, -1)), 'float32')
      if (activation === 'sigmoid') kept = tf.mul(tf.expandDims(kept, -1), tf.onesLike(loss))
      const counted = tf.mul(loss, kept)
      if (reduction === 'none') return counted
      return reduction === 'sum' ? tf.sum(counted) : tf.div(tf.sum(counted), tf.maximum(tf.sum(kept), 1))
    })
}

/** log(p / q) of every class: its logit against those of all others. Only the largest p is so near to 1 that 1 − p has lost digits. */
function allOdds(logits) {
  // Shifted, logits far from 0 keep the digits of their differences.
  const shifted = tf.sub(logits, tf.max(logits, -1, true))
  const top = tf.cast(tf.oneHot(tf.argMax(shifted, -1), shifted.shape.at(-1)), 'bool')
  const others = tf.logSumExp(tf.where(top, tf.fill(shifted.shape, MASKED), shifted), -1, true)
  const logP = tf.logSoftmax(shifted)
  const odds = tf.sub(logP, tf.log1p(tf.neg(tf.minimum(tf.exp(logP), 0.5))))
  return tf.where(top, tf.sub(shifted, others), odds)
}

/** c₀ + c₁x + c₂x² + ... */
function polynomial(coefficients, x) {
  return coefficients.reduceRight((sum, coefficient) => tf.add(tf.mul(sum, x), coefficient), tf.zerosLike(x))
}

/** q/2 + q²/3 + ... = −log(p)/q − 1. Where it is small beside 1, by the series of atanh. */
function allLater(logP, q) {
  const twoLessQ = tf.sub(2, q)
  const square = tf.square(tf.div(q, twoLessQ))
  const tail = tf.mul(square, polynomial([1 / 3, 1 / 5, 1 / 7, 1 / 9], square))
  const near = tf.div(tf.add(q, tf.mul(2, tail)), twoLessQ)
  const far = tf.sub(tf.div(tf.neg(logP), tf.maximum(q, 0.1)), 1)
  return tf.where(tf.less(q, 0.1), near, far)
}

/** q/2 + ... + q^n/(n + 1) */
function keptLater(logQ, n) {
  if (n === 0) return tf.zerosLike(logQ)
  return tf.sum(tf.div(powers(logQ, n), tf.range(2, n + 2)), -1)
}

/** q + ... + q^n */
function keptPowers(logQ, n) {
  return n === 0 ? tf.zerosLike(logQ) : tf.sum(powers(logQ, n), -1)
}

function powers(logQ, n) {
  return tf.exp(tf.mul(tf.expandDims(logQ, -1), tf.range(1, n + 1)))
}

// What the playground says: logits (all others 0), label, loss, derivative by the label's logit.
const CLASSES = ${classesOf(member)}
const CHECKS = [
${checks.join('\n')}
]

/** Rejects where this file and the playground differ. */
export async function check() {
  // Rounding is relative to the terms without their signs.
  const losses = [PolyLoss(), PolyLoss({ epsilon: EPSILON.map(Math.abs) })]
  for (const { logits, label, ...expected } of CHECKS) {
    const row = tf.tensor2d([[...logits, ...Array(CLASSES - logits.length).fill(0)]])
    const [found, size] = await Promise.all(losses.map(async (loss) => {
      const { value, grad } = tf.valueAndGrad((z) => loss(tf.tensor1d([label], 'int32'), z))(row)
      return { loss: (await value.data())[0], derivative: (await grad.data())[label] }
    }))
    for (const [what, y] of Object.entries(expected)) {
      if (Math.abs(found[what] - y) <= 1e-4 * Math.abs(size[what]) + 1e-30) continue
      throw new Error('The ' + what + ' at ' + logits + ', label ' + label + ', is ' + found[what] + '. The playground has ' + y + '.')
    }
    console.log(logits.join(', ') + ', label ' + label + ': loss ' + found.loss.toPrecision(6) + ', derivative ' + found.derivative.toPrecision(6))
  }
  console.log('All five are as in the playground.')
}

// node polyloss.mjs
const script = globalThis.process?.argv?.[1]?.split(/[\\\\/]/).pop()
if (script && import.meta.url.endsWith('/' + encodeURI(script))) await check()
`
}
