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

describe('the series, written out', () => {
  const written = (loss: Partial<Loss>, lit?: number) => formula({ ...ce, ...loss }, false, lit, true)

  it('of CE has the coefficients 1/j (Leng et al., eq. 3)', () => {
    expect(written({})).toBe(String.raw`L = (1-P_t) + \tfrac{1}{2}(1-P_t)^{2} + \tfrac{1}{3}(1-P_t)^{3} + \cdots`)
  })

  it('has each ε beside its 1/j, what cancels included', () => {
    expect(written({ epsilon: [2] })).toBe(String.raw`L = \bigl(1 + 2\bigr)(1-P_t) + \tfrac{1}{2}(1-P_t)^{2} + \tfrac{1}{3}(1-P_t)^{3} + \cdots`)
    expect(written({ epsilon: [-1, 0, 0, 0.25] })).toContain(String.raw`\bigl(1 - 1\bigr)(1-P_t)`)
    expect(written({ epsilon: [-1, 0, 0, 0.25] })).toContain(String.raw`\bigl(\tfrac{1}{4} + 0.25\bigr)(1-P_t)^{4} + \cdots`)
  })

  it('ends where the loss ends, and γ shifts every exponent', () => {
    expect(written({ terms: 2, gamma: 2 })).toBe(String.raw`L = (1-P_t)^{3} + \tfrac{1}{2}(1-P_t)^{4}`)
    expect(written({ terms: 8 })).toMatch(/\\cdots \+ \\tfrac\{1\}\{8\}\(1-P_t\)\^\{8\}$/)
    expect(written({ terms: 1, epsilon: [0, 0, 3] })).toBe(String.raw`L = (1-P_t) + 3\,(1-P_t)^{3}`)
  })

  it('marks the term that is moved', () => {
    expect(written({ epsilon: [2] }, 1)).toContain(String.raw`\htmlClass{lit}{\bigl(1 + 2\bigr)(1-P_t)}`)
    expect(written({}, 9)).toContain(String.raw`\htmlClass{lit}{\cdots}`)
  })
})
