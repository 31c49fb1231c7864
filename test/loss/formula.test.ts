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
    [{ ...ce, labelSmoothing: 0.1 }, 'L = \\sum_k \\tilde y_k \\bigl[-\\log p_k\\bigr]'],
  ] satisfies [Loss, string][])('%j', (loss, latex) => {
    expect(formula(loss)).toBe(latex)
  })

  it('puts the class weight before the whole loss', () => {
    expect(formula({ ...ce, epsilon: [2] }, true)).toBe('L = w_t \\bigl[-\\log P_t + 2\\,(1-P_t)\\bigr]')
  })

  it('names each preset by its family', () => {
    expect(lossPresets.map(({ loss }) => familyName(loss))).toEqual(lossPresets.map(({ name }) => name))
  })
})
