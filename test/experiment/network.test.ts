import { describe, expect, test } from 'vitest'
import { buildDataset } from '../../src/data/build.ts'
import { catalogue, datasetOf } from '../../src/data/catalogue.ts'
import { CONVOLUTIONAL } from '../../src/experiment/convolutional.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { networkFor, shapeOf } from '../../src/experiment/network.ts'

const { data, model } = defaultExperiment

describe('the shape of a set is known before it is there', () => {
  test.each(catalogue.flatMap(({ kind, source }) => ('generate' in source ? [kind] : [])))('%s', (kind) => {
    const { source } = datasetOf(kind)
    if (!('generate' in source)) throw new Error('It is generated.')
    for (const classes of [2, 12]) {
      const settings = { ...data, kind, classes: Math.min(Math.max(classes, datasetOf(kind).classes[0]), datasetOf(kind).classes[1]), samples: 80, dimensions: 7 }
      const built = buildDataset(source.generate(settings), settings)
      expect(shapeOf({ ...settings, classes })).toMatchObject({ dimensions: built.dimensions, classes: built.classes })
      expect(networkFor({ ...model, conv: [3] }, shapeOf(settings)!)).toEqual(networkFor({ ...model, conv: [3] }, built))
    }
  })

  test('own files and drawings say it themselves', () => {
    expect(shapeOf({ ...data, kind: 'dropped' })).toBeNull()
    expect(shapeOf({ ...data, kind: 'points' })).toBeNull()
  })
})

// By hand: 3·3·1·8 + 8, 3·3·8·16 + 16, 7·7·16·10 + 10; 28²·72, 14²·1152, 7840.
test('the network that is offered for images', () => {
  const shape = shapeOf({ ...data, kind: 'mnist' })
  if (!shape) throw new Error('MNIST has a shape.')
  const { parameters, work, layers } = networkFor({ ...model, ...CONVOLUTIONAL.model }, shape)
  expect(layers.map(({ output }) => output)).toEqual([[14, 14, 8], [7, 7, 16], [10]])
  expect({ parameters, work }).toEqual({ parameters: 80 + 1168 + 7850, work: 56_448 + 225_792 + 7840 })
})
