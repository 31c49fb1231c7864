import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../src/engine/fused/index.ts'
import { createReferenceTrainer } from '../../src/engine/reference/trainer.ts'
import type { ArmSettings, TrainingTask } from '../../src/engine/trainer.ts'
import { MAX_EPSILON, type Loss } from '../../src/loss/index.ts'
import { lossesOf, ofRun, relativeError, taskOf, useDevice } from './fusedFixtures.ts'

const gpu = useDevice()

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true })

const anyLoss: fc.Arbitrary<Loss> = fc.record({
  gamma: fc.oneof(fc.constant(0), within(0, 5)),
  terms: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 1000 })),
  epsilon: fc.array(within(-2, 6), { maxLength: MAX_EPSILON }),
  labelSmoothing: fc.oneof(fc.constant(0), within(0, 0.9)),
})

const anyTask: fc.Arbitrary<TrainingTask> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 30 }),
    hidden: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 4 }),
    classes: fc.integer({ min: 2, max: 12 }),
    activation: fc.constantFrom('tanh', 'relu', 'sigmoid', 'linear'),
    optimizer: fc.constantFrom('sgd', 'adam', 'adamw'),
    batchSize: fc.integer({ min: 1, max: 40 }),
    repeats: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
  })
  .map(({ inputs, hidden, classes, ...rest }) => taskOf({ sizes: [inputs, ...hidden, classes], ...rest }))

const anyArms = (classes: number): fc.Arbitrary<ArmSettings[]> =>
  fc.array(
    fc.record({
      loss: anyLoss,
      classWeights: fc.array(within(0.1, 3), { minLength: classes, maxLength: classes }).map((w) => Float64Array.from(w)),
      learningRate: within(0.0001, 0.01),
      momentum: within(0, 0.95),
      weightDecay: fc.oneof(fc.constant(0), within(0, 0.1)),
    }),
    { minLength: 1, maxLength: 3 },
  )

const anyExperiment = anyTask.chain((task) =>
  fc.record({ task: fc.constant(task), arms: anyArms(task.sizes[task.sizes.length - 1]) }),
)

test('random tasks train as float64 backpropagation does', async () => {
  await fc.assert(
    fc.asyncProperty(anyExperiment, async ({ task, arms }) => {
      const fused = createFusedTrainer(gpu.device, task, arms)
      const oracle = createReferenceTrainer(task, arms)
      const runs = arms.length * task.repeats
      fused.advance(1)
      oracle.advance(1)
      const [got, wanted] = await Promise.all([fused.snapshot(), oracle.snapshot()])
      for (let run = 0; run < runs; run++) {
        expect(relativeError(ofRun(got.slots[0], run, runs), ofRun(wanted.slots[0], run, runs))).toBeLessThan(1e-5)
      }
      fused.advance(19)
      oracle.advance(19)
      const [logits, exact] = await Promise.all([fused.predict(task.features), oracle.predict(task.features)])
      const losses = lossesOf(logits, task.labels, task, arms)
      for (const [run, loss] of lossesOf(exact, task.labels, task, arms).entries()) {
        expect(Math.abs(losses[run] - loss)).toBeLessThan(1e-3 * Math.max(1, Math.abs(loss)))
      }
      fused.dispose()
    }),
    { numRuns: 40, seed: 20260731 },
  )
})
