import { describe, expect, test } from 'vitest'
import { type Field, type NumberField, type NumbersField, schema } from '../../src/experiment/index.ts'
import { scaleOf, stepped, valueText } from '../../src/ui/controls/scale.ts'

/** Every field that the page gives a slider: all numbers but the seeds. */
const fields = [schema.data, schema.model, schema.optimizer, schema.training, schema.arm]
  .flatMap((group) => Object.values<Field>(group))
  .filter((field): field is NumberField | NumbersField => field.kind === 'number' || field.kind === 'numbers')
  .filter((field) => field !== schema.data.seed && field !== schema.training.seed)

describe('scaleOf', () => {
  test.each(fields)('the ends of the slider of “$label” are the ends of its range', (field) => {
    const scale = scaleOf(field)
    const [low, high] = field.slider ?? [field.min, field.max]
    expect(scale.value(scale.min)).toBe(low)
    expect(scale.value(scale.position(high))).toBe(high)
    expect(scale.value(scale.max)).toBe(field.kind === 'number' && field.infinite ? Infinity : high)
  })

  test.each(fields)('every position of “$label” is a value of its own, larger than the one before', (field) => {
    const scale = scaleOf(field)
    let before = -Infinity
    for (let i = 0; i <= Math.floor((scale.max - scale.min) / scale.step + 1e-9); i++) {
      const position = Number((scale.min + i * scale.step).toPrecision(10))
      const value = scale.value(position)
      expect(value).toBeGreaterThan(before)
      expect(scale.position(value)).toBeCloseTo(position, 9)
      before = value
    }
  })

  test('a value outside the slider sits at its end', () => {
    const scale = scaleOf(schema.arm.epsilon)
    expect([scale.position(50), scale.position(-10)]).toEqual([6, -2])
  })
})

test('stepped goes by the field, on a logarithmic scale by a tenth of the value', () => {
  expect(stepped(schema.arm.epsilon, 2, 1)).toBe(2.05)
  expect(stepped(schema.arm.epsilon, 0.1, -1)).toBe(0.05)
  expect(stepped(schema.optimizer.learningRate, 0.01, 1)).toBe(0.011)
  expect(stepped(schema.optimizer.batchSize, 64, -1)).toBe(63)
  expect(stepped(schema.arm.terms, Infinity, -1)).toBe(1000)
})

test('valueText keeps whole numbers whole and shows no rounding error', () => {
  expect(valueText(schema.data.seed, 2147483647)).toBe('2147483647')
  expect(valueText(schema.arm.epsilon, 0.1 + 0.2)).toBe('0.3')
  expect(valueText(schema.arm.epsilon, -1)).toBe('−1')
  expect(valueText(schema.arm.terms, Infinity)).toBe('all')
})
