import { expect, test } from 'vitest'
import { RECIPES } from '../../../../src/engine/trainers/fused/recipes.ts'
import { unrolled } from '../../../../src/engine/trainers/fused/wgsl.ts'

test('lines with a word behind a $ are written out, in their order, and no others', () => {
  expect(unrolled('a;\n  b$two = c[$two];\nd$three;\n}', { two: 2, three: 3 })).toBe('a;\n  b0 = c[0];\n  b1 = c[1];\nd0;\nd1;\nd2;\n}')
})

test.each(Object.entries(RECIPES))('%s is assembled with all lines written out, and has what its dispatches call', (_, { code, entry }) => {
  expect(code).not.toContain('$')
  expect(code).toContain(`fn ${entry}(`)
})

test('a tile has as many sums as its kind has examples', () => {
  const sums = (code: string) => code.match(/var sum\d = bias/g)?.length
  expect([RECIPES.coarse, RECIPES.fine, RECIPES.near].map(({ code }) => sums(code))).toEqual([8, 2, 2])
})

test('what an array in a uniform is made of is whole vec4s, which not every browser lets go', () => {
  const [, fields] = /struct Layer \{(.*?)\}/.exec(RECIPES.coarse.code) ?? []
  expect(RECIPES.coarse.code).toContain('layers: array<Layer')
  expect(fields.split(',').length % 4).toBe(0)
})
