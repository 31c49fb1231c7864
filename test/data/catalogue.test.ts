import { expect, it } from 'vitest'
import { catalogue, datasetOf, effectiveClasses } from '../../src/data/catalogue.ts'
import { schema } from '../../src/experiment/schema.ts'

it('lists the sets that the schema offers, each once', () => {
  const kinds = catalogue.map(({ kind }) => kind).sort()
  expect(kinds).toEqual(schema.data.kind.options.map(({ value }) => value).sort())
  for (const kind of kinds) expect(datasetOf(kind).kind).toBe(kind)
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
