import { describe, expect, it } from 'vitest'
import { familyName, formula, type Loss, lossPresets } from '../../src/loss/index.ts'

const ce: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

describe('formula', () => {
  it.each([
    [ce, 'L = -\\log P_t'],
    [{ ...ce, epsilon: [2] }, 'L = -\\log P_t + 2\\,(1-P_t)'],
    [{ ...ce, epsilon: [-1, 0, 0.25] }, 'L = -\\log P_t - (1-P_t) + 0.25\\,(1-P_t)^{3}'],
    [{ ...ce, gamma: 2, epsilon: [1] }, 'L = -(1-P_t)^{2}\\log P_t + (1-P_t)^{3}'],
    [{ ...ce, terms: 1 }, 'L = (1-P_t)'],
    [{ ...ce, terms: 8 }, 'L = \\sum_{j=1}^{8} \\tfrac{1}{j}(1-P_t)^{j}'],
    [{ ...ce, terms: 2, epsilon: [1, -0.5, -0.25] }, 'L = 2\\,(1-P_t) - 0.25\\,(1-P_t)^{3}'],
    [{ ...ce, terms: 1, epsilon: [-1] }, 'L = 0'],
    [{ ...ce, gamma: 2, epsilon: [1, 2, 3, 4, 5, 6, 7, 8].map((j) => -1 / j) }, 'L = \\sum_{j=9}^{\\infty} \\tfrac{1}{j}(1-P_t)^{j+2}'],
    [{ ...ce, labelSmoothing: 0.1 }, 'L = \\sum_k \\tilde y_k \\bigl[-\\log p_k\\bigr]'],
  ] satisfies [Loss, string][])('%j', (loss, latex) => {
    expect(formula(loss)).toBe(latex)
  })

  it('puts the class weight before the whole loss', () => {
    expect(formula(ce, true)).toBe('L = w_t \\bigl[-\\log P_t\\bigr]')
    expect(formula({ ...ce, terms: 1 }, true)).toBe('L = w_t\\,(1-P_t)')
    expect(formula({ ...ce, epsilon: [2] }, true)).toBe('L = w_t \\bigl[-\\log P_t + 2\\,(1-P_t)\\bigr]')
  })

  it.each([
    [1, [2], 'L = -\\log P_t + \\htmlClass{lit}{2\\,(1-P_t)}'],
    [3, [2], 'L = -\\htmlClass{lit}{\\log P_t} + 2\\,(1-P_t)'],
    [9, [], 'L = -\\htmlClass{lit}{\\log P_t}'],
  ] satisfies [number, number[], string][])('lights up what holds term %i with ε = %j', (lit, epsilon, latex) => {
    expect(formula({ ...ce, epsilon }, false, lit)).toBe(latex)
  })

  it('names each preset by its family', () => {
    expect(lossPresets.map(({ loss }) => familyName(loss))).toEqual(lossPresets.map(({ name }) => name))
  })
})
