import { describe, expect, it } from 'vitest'
import { evaluateLoss, type Loss } from '../../../src/loss/index.ts'
import { GRID, lossAt, pullAt, termPullsAt } from '../../../src/ui/why/pulls.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
const MEMBERS: readonly (Loss & { readonly name: string })[] = [
  { ...ce, name: 'CE' },
  { ...ce, name: 'Poly-1', epsilon: [2] },
  { ...ce, name: 'Poly-1 that pushes back', epsilon: [-2] },
  { ...ce, name: 'Poly-N', epsilon: [-0.5, 1, 0, 0, 0, 0, 0, 3] },
  { ...ce, name: 'focal', gamma: 2 },
  { ...ce, name: 'Poly-1 focal', gamma: 0.5, epsilon: [1] },
  { ...ce, name: 'L_Drop', terms: 2 },
  { ...ce, name: 'a long L_Drop', terms: 40, epsilon: [-1] },
]

/** What the loss itself says of two classes with this P_t. */
const evaluated = (loss: Loss, pt: number) => evaluateLoss(loss, [Math.log(pt), Math.log1p(-pt)], 0)

describe.each(MEMBERS)('the curves of $name', (loss) => {
  it.each([0.001, 0.1, 0.45, 0.75, 0.999])('are those of the loss, its gradient and its shares at P_t = %s', (pt) => {
    const { value, gradient, shares } = evaluated(loss, pt)
    const pull = -gradient[0]
    expect(lossAt(loss, pt)).toBeCloseTo(value, 10)
    expect(pullAt(loss, pt)).toBeCloseTo(pull, 10)
    const terms = termPullsAt(loss, pt)
    expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(pull, 10)
    terms.forEach((term, j) => expect(term).toBeCloseTo(shares[j] * pull, 10))
  })

  it('are finite on the whole axis, and vanish where an example is sure', () => {
    const all = GRID.flatMap((pt) => [lossAt(loss, pt), pullAt(loss, pt), ...termPullsAt(loss, pt)])
    expect(all.filter((value) => !Number.isFinite(value))).toEqual([])
    expect(pullAt(loss, 1)).toBeCloseTo(0, 12)
  })
})
