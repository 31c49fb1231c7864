import fc from 'fast-check'
import { type Field, type Experiment, MAX_ARMS, schema } from '../../src/experiment/index.ts'

function valueOf(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'choice') return fc.constantFrom(...field.options.map(({ value }) => value))
  const { min, max } = field
  const one = field.integer
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0)
  if (field.kind === 'numbers') return fc.array(one, { maxLength: field.maxLength })
  return field.infinite ? fc.oneof(one, fc.constant(Infinity)) : one
}

function groupOf<G extends Record<string, Field>>(group: G) {
  return fc.record(Object.fromEntries(Object.entries(group).map(([name, field]) => [name, valueOf(field)])))
}

/** Any experiment within the schema's bounds. */
export const anyExperiment = fc.record({
  data: groupOf(schema.data),
  model: groupOf(schema.model),
  optimizer: groupOf(schema.optimizer),
  training: groupOf(schema.training),
  arms: fc.array(groupOf(schema.arm), { minLength: 1, maxLength: MAX_ARMS }),
}) as unknown as fc.Arbitrary<Experiment>
