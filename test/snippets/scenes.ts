import { evaluateLoss, type Loss } from '../../src/loss/index.ts'

/** What the arguments of `PolyLoss` do, in the same numbers for every framework. */
export interface Scene {
  readonly what: string
  /** As JavaScript has them. */
  readonly options: Readonly<Record<string, unknown>>
  readonly logits: readonly (readonly number[])[]
  readonly target: readonly number[] | readonly (readonly number[])[]
  /** One number for each example and, of a sigmoid, for each class; a single one where it is reduced. */
  readonly expected: readonly number[] | readonly (readonly number[])[] | number
}

const IGNORED = -100
const LOGITS = [
  [2, 0.5, -1],
  [-3, 0, 12],
  [0.25, 0.25, 0.25],
]
const OPTIONS = { epsilon: [2, -0.5], gamma: 1 }
const LOSS: Loss = { gamma: 1, terms: Infinity, epsilon: [2, -0.5], labelSmoothing: 0 }
const WEIGHTS = [0.5, 1, 3]
const ALPHA = 0.25

const value = (row: number, label: number, loss = LOSS) => evaluateLoss(loss, LOGITS[row], label).value
/** Of a yes-or-no question: a sigmoid is the softmax of a logit and 0. */
const binary = (logit: number, share: number) => share * evaluateLoss(LOSS, [logit, 0], 0).value + (1 - share) * evaluateLoss(LOSS, [logit, 0], 1).value
const smooth = { ...LOSS, labelSmoothing: 0.3 }

export const SCENES: readonly Scene[] = [
  {
    what: 'the mean is over what is not ignored',
    options: { ...OPTIONS, ignoreIndex: IGNORED, reduction: 'mean' },
    logits: LOGITS,
    target: [0, IGNORED, 2],
    expected: (value(0, 0) + value(2, 2)) / 2,
  },
  {
    what: 'what is ignored is 0, with label smoothing and class weights as well',
    options: { ...OPTIONS, ignoreIndex: IGNORED, labelSmoothing: 0.3, classWeights: WEIGHTS },
    logits: LOGITS,
    target: [2, IGNORED, 1],
    expected: [3 * value(0, 2, smooth), 0, value(2, 1, smooth)],
  },
  {
    what: 'a sum',
    options: { ...OPTIONS, reduction: 'sum' },
    logits: LOGITS,
    target: [0, 1, 2],
    expected: value(0, 0) + value(1, 1) + value(2, 2),
  },
  {
    what: 'a mean is not divided by the weights',
    options: { ...OPTIONS, classWeights: WEIGHTS, reduction: 'mean' },
    logits: LOGITS,
    target: [0, 1, 2],
    expected: (0.5 * value(0, 0) + value(1, 1) + 3 * value(2, 2)) / 3,
  },
  {
    what: 'soft targets, smoothed, with the mean of their weights',
    options: { ...OPTIONS, labelSmoothing: 0.3, classWeights: WEIGHTS },
    logits: [LOGITS[1]],
    target: [[0.5, 0, 0.5]],
    expected: [(1.75 * (value(1, 0, smooth) + value(1, 2, smooth))) / 2],
  },
  {
    what: 'a sigmoid for each class; the label K is none of them',
    options: { ...OPTIONS, activation: 'sigmoid' },
    logits: LOGITS.slice(0, 2),
    target: [1, 3],
    expected: [LOGITS[0].map((z, k) => binary(z, k === 1 ? 1 : 0)), LOGITS[1].map((z) => binary(z, 0))],
  },
  {
    what: 'a sigmoid of several labels, smoothed, with α',
    options: { ...OPTIONS, activation: 'sigmoid', labelSmoothing: 0.2, alpha: ALPHA },
    logits: [LOGITS[1]],
    target: [[1, 0, 1]],
    expected: [LOGITS[1].map((z, k) => (k === 1 ? 0.75 * binary(z, 0.1) : 0.25 * binary(z, 0.9)))],
  },
]

/** How far a scene's numbers may be off. */
export function isRight(found: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(found) && found.length === expected.length && expected.every((one, i) => isRight(found[i], one))
  return typeof found === 'number' && typeof expected === 'number' && Math.abs(found - expected) <= 2e-5 * Math.max(1e-4, Math.abs(expected))
}
