import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import type { Dataset } from '../../../../src/data/dataset.ts'
import { createMeasuring } from '../../../../src/engine/measure/measuring.ts'
import { drawsOf } from '../../../../src/engine/session/draws.ts'
import { createReferenceTrainer } from '../../../../src/engine/trainers/reference/trainer.ts'
import { armOf, FAMILY, ofRun, relativeError, taskOf, useDevice } from '../fixtures.ts'

const gpu = useDevice()

const DRAWS = 6
const EXAMPLES = 24
const arms = [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY['Poly-N'], 3, 'adam')]
const together = taskOf({ examples: EXAMPLES, draws: DRAWS, repeats: DRAWS, vary: 'all' })
const { inputs, classes } = together.network

/** The part of the examples that a repeat draws. */
const part = (repeat: number) => ({
  features: together.features.slice(repeat * EXAMPLES * inputs, (repeat + 1) * EXAMPLES * inputs),
  labels: together.labels.slice(repeat * EXAMPLES, (repeat + 1) * EXAMPLES),
})

/** A repeat's draw as data: it trains on all of its examples and is tested on the first few. */
function drawn(repeat: number): Dataset {
  const { features, labels } = part(repeat)
  const first = (examples: number) => {
    const own = labels.slice(0, examples)
    return { features: features.slice(0, examples * inputs), labels: own, trueLabels: own }
  }
  return { classes, classNames: ['a', 'b', 'c'], dimensions: inputs, train: first(EXAMPLES), test: first(7) }
}
const sets = Array.from({ length: DRAWS }, (_, repeat) => drawn(repeat))

test('every repeat trains and is measured on its own draw as it is alone, bit for bit', async () => {
  const fused = createFusedTrainer(gpu.device, together, arms)
  // Two batches an epoch.
  fused.advance(15)
  const runs = arms.length * DRAWS
  const snapshot = await fused.snapshot()
  const measuring = createMeasuring(fused, drawsOf(sets), together, runs)
  const measurements = await measuring.measure(arms)
  expect(await measuring.measure(arms)).toEqual(measurements)
  for (let repeat = 0; repeat < DRAWS; repeat++) {
    const alone = createFusedTrainer(gpu.device, { ...together, ...part(repeat), vary: 'both', draws: 1 }, arms)
    alone.advance(15)
    const { parameters } = await alone.snapshot()
    const wanted = await createMeasuring(alone, drawsOf([sets[repeat]]), together, runs).measure(arms)
    for (const arm of arms.keys()) {
      const run = arm * DRAWS + repeat
      expect(ofRun(snapshot.parameters, run, runs)).toEqual(ofRun(parameters, run, runs))
      for (const split of [0, 1]) {
        expect(ofRun(measurements, split * runs + run, 2 * runs)).toEqual(ofRun(wanted, split * runs + run, 2 * runs))
      }
    }
    alone.dispose()
  }
  fused.dispose()
})

test('draws train as float64 backpropagation does', async () => {
  const fused = createFusedTrainer(gpu.device, together, arms)
  const oracle = createReferenceTrainer(together, arms)
  for (const one of [fused, oracle]) one.advance(15)
  const [got, wanted] = await Promise.all([fused.snapshot(), oracle.snapshot()])
  expect(relativeError(got.parameters, wanted.parameters)).toBeLessThan(1e-4)
  fused.dispose()
})
