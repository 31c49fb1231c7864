import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { measurementLayout } from '../../../../src/experiment/layout.ts'
import { measureAll } from '../../../../src/engine/measure/measureAll.ts'
import { createReferenceTrainer } from '../../../../src/engine/trainers/reference/trainer.ts'
import type { TrainingTask } from '../../../../src/engine/trainers/trainer.ts'
import { armOf, FAMILY, ofRun, relativeError, taskOf, useDevice } from '../fixtures.ts'

const gpu = useDevice()

const DRAWS = 6
const EXAMPLES = 24
const arms = [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY['Poly-N'], 3, 'adam')]
const layout = measurementLayout(3)
const together: TrainingTask = { ...taskOf({ examples: DRAWS * EXAMPLES, repeats: DRAWS, batchSize: 10 }), vary: 'all', draws: DRAWS }
const [inputs] = together.sizes

/** The part of the examples that a repeat draws. */
const part = (repeat: number) => ({
  features: together.features.slice(repeat * EXAMPLES * inputs, (repeat + 1) * EXAMPLES * inputs),
  labels: together.labels.slice(repeat * EXAMPLES, (repeat + 1) * EXAMPLES),
})
/** More arrays than are kept for one draw. */
const splits = Array.from({ length: DRAWS }, (_, repeat) => {
  const { features, labels } = part(repeat)
  return [part(repeat), { features: features.slice(0, 7 * inputs), labels: labels.slice(0, 7) }] as const
})

test('every repeat trains and is measured on its own draw as it is alone, bit for bit', async () => {
  const fused = createFusedTrainer(gpu.device, together, arms)
  // Two batches an epoch.
  fused.advance(15)
  const runs = arms.length * DRAWS
  const snapshot = await fused.snapshot()
  const measurements = await measureAll(fused, splits, arms, DRAWS, layout)
  expect(await measureAll(fused, splits, arms, DRAWS, layout)).toEqual(measurements)
  for (let repeat = 0; repeat < DRAWS; repeat++) {
    const alone = createFusedTrainer(gpu.device, { ...together, ...part(repeat), vary: 'both', draws: 1 }, arms)
    alone.advance(15)
    const { parameters } = await alone.snapshot()
    const wanted = await measureAll(alone, [splits[repeat]], arms, DRAWS, layout)
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
