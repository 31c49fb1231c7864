import { evaluateLoss, type Loss, lossOf } from '../loss/index.ts'
import type { Member } from './member.ts'

/** A way in which code for PolyLoss goes wrong, with what it would give here. */
export interface WrongWay {
  readonly title: string
  readonly text: string
  /** What the numbers are of. */
  readonly of: string
  readonly right: number
  readonly wrong: number
}

const LOGITS = [2, 0.5, -1]
const EXAMPLE = 'The loss at logits 2, 0.5, −1, label 0'
const MARGIN = 20
/** What is taken where the arm has no label smoothing or no class weights of its own. */
const SMOOTHING = 0.1
const WEIGHT = 0.25
/** Where P_t has no more digits beside 1 in float32. */
const SMALL = 2 ** -26

const { fround } = Math

/** The ways that public code goes wrong in, each computed for this loss; where one makes no difference here its numbers are equal. */
export function wrongWays({ loss, weights }: Pick<Member, 'loss' | 'weights'>): WrongWay[] {
  return WAYS.flatMap((way) => way(loss, weights) ?? [])
}

/** Null where it has no place in this loss. */
type Way = (loss: Loss, weights: readonly number[] | null) => WrongWay | null

const hard = (loss: Loss): Loss => ({ ...loss, labelSmoothing: 0 })
const crossEntropy = (loss: Loss): Loss => ({ ...loss, gamma: 0, terms: Infinity, epsilon: [] })
/** The loss without its ε. */
const baseOf = (loss: Loss): Loss => ({ ...loss, epsilon: [] })
const valueOf = (loss: Loss, label = 0, logits: readonly number[] = LOGITS) => evaluateLoss(loss, logits, label).value
const weightOf = (weights: readonly number[] | null) => weights?.find((weight) => weight > 0 && weight !== 1) ?? WEIGHT
const withWeight = (weights: readonly number[] | null) => `a weight of ${short(weightOf(weights))}${weights ? '' : ', as α of the focal loss'}`
const short = (value: number) => String(Number(value.toPrecision(3)))
const smoothingOf = ({ labelSmoothing }: Loss) => labelSmoothing || SMOOTHING

const oneTerm: Way = (loss, weights) => {
  const base = valueOf(baseOf(loss))
  const weight = weightOf(weights)
  return {
    title: 'The weight on one term only',
    text: 'A class weight or α multiplies −log Pₜ, and the ε terms are added beside it. With ε₁ < 0 the loss can turn negative and push the label back.',
    of: `${EXAMPLE}, ${withWeight(weights)}`,
    right: weight * valueOf(loss),
    wrong: weight * base + (valueOf(loss) - base),
  }
}

const smoothedPt: Way = (loss) => {
  const smooth = { ...loss, labelSmoothing: smoothingOf(loss) }
  const smoothed = valueOf({ ...crossEntropy(loss), labelSmoothing: smooth.labelSmoothing })
  return {
    title: 'Pₜ as exp(−CE) of smoothed labels',
    text: 'Under label smoothing CE is no −log Pₜ any more. Each class has a term of its own, Σₖ ỹₖ ℓ(pₖ).',
    of: `${EXAMPLE}, label smoothing ${short(smooth.labelSmoothing)}`,
    right: valueOf(smooth),
    wrong: ofCrossEntropy(loss, smoothed),
  }
}

const weightedPt: Way = (loss, weights) => {
  const weight = weightOf(weights)
  return {
    title: 'Pₜ as exp(−CE) of weighted CE',
    text: 'F.cross_entropy(logits, target, weight=…) is −w log Pₜ: exp of its negative is Pₜ to the power of w.',
    of: `${EXAMPLE}, ${withWeight(weights)}`,
    right: weight * valueOf(hard(loss)),
    wrong: ofCrossEntropy(loss, weight * valueOf(crossEntropy(hard(loss)))),
  }
}

/** What code makes of a cross-entropy that it takes P_t from: base and all ε terms with p = exp(−ce), the logarithm being ce itself. */
function ofCrossEntropy(loss: Loss, ce: number): number {
  return lossOf(hard(loss), 1 - Math.exp(-ce), ce)
}

const complementByDifference: Way = (loss) => {
  const logits = [MARGIN, 0]
  const q = fround(1 - fround(1 / (1 + Math.exp(-MARGIN))))
  const right = evaluateLoss(hard(loss), logits, 0).value
  return {
    title: '1 − Pₜ as a difference in float32',
    text: 'Near Pₜ = 1 the difference keeps no digit. The sum of the other classes’ softmax does.',
    of: `The loss at logits ${MARGIN}, 0, label 0`,
    right,
    wrong: lossOf(hard(loss), q, -Math.log1p(-q)),
  }
}

const logOfSoftmax: Way = (loss) => {
  if (loss.terms !== Infinity) return null
  const logits = [-1000, 0]
  return {
    title: 'The logarithm of the softmax',
    text: 'Where Pₜ underflows its logarithm is infinite, and the next step has no numbers. Log-softmax has them.',
    of: 'The loss at logits −1000, 0, label 0',
    right: evaluateLoss(hard(loss), logits, 0).value,
    wrong: lossOf(hard(loss), 1, Infinity),
  }
}

const keptByDifference: Way = (loss) => {
  if (loss.terms === Infinity) return null
  const power = loss.terms
  return {
    title: '1 − q^N as a difference in float32',
    text: 'It is what the kept terms leave of the gradient of CE. Near Pₜ = 0 the difference is 0; −expm1(N log1p(−Pₜ)) and p (1 + q + … ) are not.',
    of: `1 − q^${power} at Pₜ = ${short(SMALL)}`,
    right: -Math.expm1(power * Math.log1p(-SMALL)),
    wrong: fround(1 - fround(fround(1 - SMALL) ** power)),
  }
}

const epsilonOverJ: Way = (loss) => ({
  title: 'εⱼ divided by j',
  text: 'The ε of Poly-N is added to 1/j: the coefficient is 1/j + εⱼ, not (1 + εⱼ)/j.',
  of: EXAMPLE,
  right: valueOf(loss),
  wrong: valueOf({ ...loss, epsilon: loss.epsilon.map((epsilon, i) => epsilon / (i + 1)) }),
})

const onlyTheLast: Way = (loss) => ({
  title: 'Only the last ε',
  text: 'A loop that assigns instead of adding, or runs over j = N alone, loses the terms before.',
  of: EXAMPLE,
  right: valueOf(loss),
  wrong: valueOf({ ...loss, epsilon: loss.epsilon.map((epsilon, i) => (i + 1 === orderOf(loss) ? epsilon : 0)) }),
})

const truncated: Way = (loss) => {
  const terms = orderOf(loss)
  if (loss.terms !== Infinity || terms === 0) return null
  return {
    title: 'The logarithm cut off',
    text: 'Poly-N keeps all of −log Pₜ and changes its first N coefficients. Σⱼ (1/j + εⱼ)(1−Pₜ)ʲ over N terms alone is another loss, L_Drop.',
    of: `${EXAMPLE.replace('label 0', 'label 2')}, N = ${terms}`,
    right: valueOf(loss, 2),
    wrong: valueOf({ ...loss, terms }, 2),
  }
}

const byTrainingLoss: Way = (loss) => ({
  title: 'Judging by the training loss',
  text: 'Losses of different ε, γ or N have different scales: a lower one is not a better model. Compare plain CE, accuracy and calibration.',
  of: 'To be compared at logits 2, 0.5, −1, label 0, plain CE',
  right: valueOf(crossEntropy(hard(loss))),
  wrong: valueOf(loss),
})

const weightAfter: Way = (loss, weights) => {
  const weight = weightOf(weights)
  const losses = [valueOf(loss, 0), valueOf(loss, 2)]
  return {
    title: 'The weight after the mean',
    text: 'A mean that is multiplied by the mean weight has forgotten which example the weight was of.',
    of: `The mean over labels 0 and 2 at logits 2, 0.5, −1, the second with ${withWeight(weights)}`,
    right: (losses[0] + weight * losses[1]) / 2,
    wrong: ((1 + weight) / 2) * ((losses[0] + losses[1]) / 2),
  }
}

const ignored: Way = (loss) => ({
  title: 'An ignored label in one-hot',
  text: 'F.one_hot stops at −100 or −1, and an index of −1 is the last class in NumPy and JAX. Mask the labels first, and leave them out of the mean.',
  of: 'The loss at logits 2, 0.5, −1, label −1, to be ignored',
  right: 0,
  wrong: valueOf(loss, 2),
})

const argmaxOfSoft: Way = (loss) => {
  const shares = [0.6, 0.4, 0]
  const smooth = shares.map((share) => (1 - loss.labelSmoothing) * share + loss.labelSmoothing / shares.length)
  const right = smooth.reduce((sum, share, k) => sum + share * valueOf(hard(loss), k), 0)
  return {
    title: 'argmax of soft targets',
    text: 'Mixup, CutMix and distillation give distributions. The loss is their mean over the classes, not that of the largest.',
    of: 'The loss at logits 2, 0.5, −1, target 0.6, 0.4, 0',
    right,
    wrong: valueOf(loss, 0),
  }
}

const swapped: Way = (loss) => ({
  title: 'Logits and labels swapped',
  text: 'PyTorch and optax take logits first, Keras and TensorFlow.js labels. Swapped, both of one shape, it runs and trains on nonsense.',
  of: EXAMPLE.replace('label 0', 'one-hot label 0'),
  right: valueOf(loss),
  wrong: LOGITS.reduce((sum, logit, k) => sum + logit * valueOf(hard(loss), k, [1, 0, 0]), 0),
})

/** The largest j with an ε. */
function orderOf({ epsilon }: Loss): number {
  return epsilon.findLastIndex((entry) => entry !== 0) + 1
}

const WAYS: readonly Way[] = [
  oneTerm,
  weightedPt,
  smoothedPt,
  complementByDifference,
  logOfSoftmax,
  keptByDifference,
  epsilonOverJ,
  onlyTheLast,
  truncated,
  weightAfter,
  ignored,
  argmaxOfSoft,
  swapped,
  byTrainingLoss,
]
