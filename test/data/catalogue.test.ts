import { expect, it } from 'vitest'
import { catalogue, datasetOf, effectiveClasses } from '../../src/data/catalogue.ts'
import { schema } from '../../src/experiment/schema.ts'

it('lists each set once, as the schema offers them', () => {
  expect(new Set(catalogue.map(({ kind }) => kind)).size).toBe(catalogue.length)
  expect(schema.data.kind.options.map(({ value, label }) => [value, label])).toEqual(catalogue.map(({ kind, label }) => [kind, label]))
  for (const { kind } of catalogue) expect(datasetOf(kind).kind).toBe(kind)
})

it('stays within the classes that the schema allows, and shows the dial only where it turns something', () => {
  for (const { kind, classes: [least, most] } of catalogue) {
    expect(least).toBeGreaterThanOrEqual(schema.data.classes.min)
    expect(most).toBeLessThanOrEqual(schema.data.classes.max)
    const { dials, source } = datasetOf(kind)
    expect(dials.includes('classes')).toBe('generate' in source && least < most)
  }
})

it('clamps the number of classes', () => {
  expect(effectiveClasses('moons', 7)).toBe(2)
  expect(effectiveClasses('spirals', 1)).toBe(2)
  expect(effectiveClasses('spirals', 5)).toBe(5)
  expect(effectiveClasses('spirals', 100)).toBe(10)
  expect(effectiveClasses('mnist', 3)).toBe(10)
})
