import fc from 'fast-check'
import { plainName, writeFingerprint } from '../../src/data/fingerprint.ts'
import { GRID, MOST_DRAWN_CLASSES, MOST_POINTS, writePoints } from '../../src/data/points.ts'
import { type Field, type Experiment, MAX_ARMS, schema, type Sweep, type SweepAxis } from '../../src/experiment/index.ts'
import { MAX_SWEEP_VALUES, type Sweepable, sweepables, sweepSchema } from '../../src/experiment/sweep.ts'
import { MAX_COLUMNS, MAX_ROWS, MIN_SAMPLE, type Separator, SEPARATORS, type TableChoices, writeColumns } from '../../src/data/readers/table/choices.ts'

/** Any drawing. */
export const anyDrawing = fc
  .uniqueArray(fc.tuple(fc.nat({ max: GRID * GRID - 1 }), fc.nat({ max: MOST_DRAWN_CLASSES - 1 })), { maxLength: MOST_POINTS, selector: ([cell]) => cell })
  .map((cells): ReadonlyMap<number, number> => new Map(cells))

/** Any own files, under any names, as links write them. */
export const anyFile = fc
  .record({
    names: fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { minLength: 1, maxLength: 4 }),
    bytes: fc.nat({ max: 200_000_000 }),
    rows: fc.nat({ max: 500_000 }),
    hash: fc.stringMatching(/^[\da-f]{12}$/),
  })
  .map((file) => writeFingerprint({ ...file, names: file.names.map(plainName).toSorted() }))

const columnsInOrder = fc.uniqueArray(fc.nat(MAX_COLUMNS - 1), { minLength: 2, maxLength: 20 }).map((columns) => columns.sort((a, b) => a - b))

/** Any choices of columns that a link can carry. */
export const anyColumns: fc.Arbitrary<TableChoices> = fc
  .record(
  {
    separator: fc.constantFrom(...(Object.keys(SEPARATORS) as Separator[])),
    decimal: fc.constantFrom('point', 'comma'),
    header: fc.boolean(),
    columns: fc.tuple(columnsInOrder, fc.func(fc.constantFrom('number', 'category', 'out'))).map(([[label, ...others], roleOf]) => {
      const of = (role: string) => others.filter((column) => roleOf(column) === role)
      return { label, inputs: { number: of('number'), category: of('category') } }
    }),
    sample: fc.integer({ min: MIN_SAMPLE, max: MAX_ROWS }),
  },
  { requiredKeys: [] },
)
  .map(({ columns, ...rest }) => ({ ...rest, ...columns }))

/** What the fields in words of their own say. */
const TEXTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  points: anyDrawing.map(writePoints),
  columns: anyColumns.map(writeColumns),
  file: fc.oneof(fc.constant(''), anyFile),
}

function valueOf(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === 'choice') return fc.constantFrom(...field.options.map(({ value }) => value))
  if (field.kind === 'text') return TEXTS[field.key]
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

function axisOf({ field, bounds }: Sweepable): fc.Arbitrary<SweepAxis> {
  const { min, max, integer } = bounds
  const one = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0)
  const infinite = bounds.kind === 'number' && bounds.infinite
  const list = fc.array(infinite ? fc.oneof(one, fc.constant(Infinity)) : one, { minLength: 1, maxLength: MAX_SWEEP_VALUES })
  const range = fc
    .record({
      from: one,
      to: one,
      count: fc.integer({ min: 2, max: MAX_SWEEP_VALUES }),
      spacing: fc.constantFrom('linear' as const, 'log' as const),
    })
    .map((range) => (range.from > 0 && range.to > 0 ? range : { ...range, spacing: 'linear' as const }))
  return fc.oneof(list, range).map((values) => ({ field, values }))
}

/** Any two axes of a sweep, of different numbers. */
export const anyAxes = fc.shuffledSubarray([...sweepables], { minLength: 2, maxLength: 2 }).chain(([one, other]) => {
  return fc.tuple(axisOf(one), axisOf(other))
})

function sweepOf(arms: number): fc.Arbitrary<Sweep> {
  return fc
    .tuple(anyAxes, fc.boolean(), fc.nat({ max: arms - 1 }), groupOf(sweepSchema))
    .map(([[first, second], isMap, arm, rest]) => ({ ...first, arm, second: isMap ? second : null, ...rest }) as Sweep)
}

/** Any experiment within the schema's bounds, with or without a sweep. */
export const anyExperiment = fc
  .record({
    data: groupOf(schema.data),
    model: groupOf(schema.model),
    optimizer: groupOf(schema.optimizer),
    training: groupOf(schema.training),
    arms: fc.array(groupOf(schema.arm), { minLength: 1, maxLength: MAX_ARMS }),
  })
  .chain((experiment) => fc.option(sweepOf(experiment.arms.length)).map((sweep) => ({ ...experiment, sweep, changes: [] }))) as unknown as fc.Arbitrary<Experiment>

/** An experiment of which any live fields change on the way. */
export const anyChanged = anyExperiment.chain((experiment) => {
  const { epsilon, ...others } = schema.arm
  const optimizer = Object.values<Field>(schema.optimizer).filter(({ live }) => live)
  const ofArms = experiment.arms.flatMap((_, arm) => [
    ...Object.values<Field>(others).filter(({ live }) => live).map((field) => ({ key: `arm${arm}.${field.key}`, value: valueOf(field) })),
    { key: `arm${arm}.${epsilon.key}3`, value: fc.double({ min: epsilon.min, max: epsilon.max, noNaN: true }).map((value) => value + 0) },
  ])
  const change = fc.constantFrom(...optimizer.map((field) => ({ key: field.key, value: valueOf(field) })), ...ofArms)
    .chain(({ key, value }) => fc.record({ step: fc.integer({ min: 1, max: schema.training.steps.max - 1 }), key: fc.constant(key), value }))
  const changes = fc.uniqueArray(change, { maxLength: 100, selector: ({ step, key }) => `${step} ${key}` })
  return changes.map((found) => ({ ...experiment, changes: found.toSorted((a, b) => a.step - b.step) }))
}) as fc.Arbitrary<Experiment>
