import { evaluateLoss } from '../loss/index.ts'
import type { Member } from './member.ts'

/** What the page says of one example, for code to be checked against. */
export interface Check {
  /** Of the first classes; those of the others are 0. */
  readonly logits: readonly number[]
  readonly label: number
  readonly value: number
  /** The derivative by the label's logit. */
  readonly slope: number
}

/** Classes of an example where no class weights say how many there are. */
const CLASSES = 4

/** Right and wrong, the start of training, a margin at which 1 − P_t has no digits in float32, one at which P_t is 0. */
const EXAMPLES: readonly { readonly logits: readonly number[]; readonly label: number }[] = [
  { logits: [2, 0.5, -1, 0], label: 0 },
  { logits: [2, 0.5, -1, 0], label: 2 },
  { logits: [0, 0, 0, 0], label: 1 },
  { logits: [20, 0, 0, 0], label: 0 },
  { logits: [-300, 700, 0, 0], label: 0 },
]

/** How many classes the checks of a loss have. */
export function classesOf({ weights }: Pick<Member, 'weights'>): number {
  return weights?.length ?? CLASSES
}

/** Five examples, and what the page's own code says of them. */
export function checksOf({ loss, weights }: Pick<Member, 'loss' | 'weights'>): Check[] {
  const classes = classesOf({ weights })
  return EXAMPLES.map(({ logits: all, label: wanted }) => {
    const logits = all.slice(0, classes)
    const label = Math.min(wanted, classes - 1)
    const padded = Array.from({ length: classes }, (_, k) => logits[k] ?? 0)
    const { value, gradient } = evaluateLoss(loss, padded, label, weights?.[label])
    return { logits, label, value, slope: gradient[label] }
  })
}
