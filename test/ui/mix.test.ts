import { describe, expect, test } from 'vitest'
import { alpha, evaluateLoss, type Loss } from '../../src/loss/index.ts'
import { bound, isMute, mute, REST, solo, soloOf, unmute } from '../../src/ui/desk/mix.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }
const LOSSES: readonly Loss[] = [
  ce,
  { ...ce, epsilon: [2, -0.3, 0, 1.05] },
  { ...ce, gamma: 2, epsilon: [1] },
  { ...ce, terms: 3, epsilon: [0.5, 0, 0, 0.2] },
  { ...ce, terms: 40 },
]
const STRIPS = [1, 2, 3, 4, 5, 6, 7, 8, REST]
/** Logits of four classes from unsure to sure; the label is 0. */
const LOGITS = [[0, 0, 0, 0], [-1, 2, 0.5, 0], [2, 0.5, -1, 0]]

/** α_1…α_8 to eleven digits, the j-th left out. */
function others(loss: Loss, j: number): string[] {
  return STRIPS.slice(0, -1).filter((i) => i !== j).map((i) => alpha(loss, i).toFixed(11))
}

/** α_j, or 1/j where it is 0; of the rest, how many terms are kept. */
function sounding(loss: Loss, j: number): number {
  if (j === REST) return isMute(loss, j) ? Infinity : loss.terms
  return isMute(loss, j) ? 1 / j : alpha(loss, j)
}

describe.each(LOSSES)('%j', (loss) => {
  test.each(STRIPS)('mute(%i) takes the term out of the gradient and leaves the other coefficients', (j) => {
    const muted = mute(loss, j)
    expect(isMute(muted, j)).toBe(true)
    for (const logits of LOGITS) expect(Math.abs(evaluateLoss(muted, logits, 0).shares[j - 1])).toBeLessThan(1e-12)
    expect(others(muted, j)).toEqual(others(loss, j))
  })

  test.each(STRIPS)('solo(%i) leaves the whole gradient to the term', (j) => {
    const alone = solo(loss, j)
    expect(soloOf(alone)).toBe(j)
    for (const logits of LOGITS) expect(evaluateLoss(alone, logits, 0).shares[j - 1]).toBeCloseTo(1, 12)
  })

  // Of the definition: dL/dz_t = −P_t q (j+γ) α_j q^{j+γ−1}.
  test.each(STRIPS.slice(0, -1))('solo(%i) has the gradient of α_j q^{j+γ}', (j) => {
    for (const logits of LOGITS) {
      const { pt, gradient } = evaluateLoss(solo(loss, j), logits, 0)
      expect(gradient[0]).toBeCloseTo(-pt * (j + loss.gamma) * sounding(loss, j) * (1 - pt) ** (j + loss.gamma), 11)
    }
  })

  test.each(STRIPS)('unmute(%i) brings back what was, or what CE has', (j) => {
    const back = unmute(mute(loss, j), j, loss)
    expect(sounding(back, j)).toBeCloseTo(sounding(loss, j), 12)
    expect(isMute(back, j)).toBe(false)
    expect(others(back, j)).toEqual(others(loss, j))
  })

  test.each(STRIPS.filter((j) => !isMute(loss, j)))('unmute(%i) gives exactly the loss that was', (j) => {
    expect(unmute(mute(loss, j), j, loss)).toEqual(loss)
  })
})

test('the bound is where α_j = 0', () => {
  expect(bound(ce, 1)).toBe(-1)
  expect(bound(ce, 4)).toBe(-0.25)
  expect(bound({ ...ce, terms: 2 }, 4)).toBe(0)
})

test('the rest alone is CE less its first eight terms', () => {
  const alone = solo({ ...ce, epsilon: [2] }, REST)
  const { value, pt } = evaluateLoss(alone, [-1, 2, 0.5, 0], 0)
  let expected = -Math.log(pt)
  for (let j = 1; j <= 8; j++) expected -= (1 - pt) ** j / j
  expect(value).toBeCloseTo(expected, 12)
})

test('no strip sounds alone in CE', () => expect(soloOf(ce)).toBeNull())
