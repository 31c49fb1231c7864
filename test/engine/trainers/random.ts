import fc from 'fast-check'
import { datasetOf } from '../../../src/data/catalogue.ts'
import { loadDraws } from '../../../src/engine/session/draws.ts'
import { armsOf, taskOf } from '../../../src/engine/session/task.ts'
import type { Create } from '../../../src/engine/trainers/engine.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { Experiment } from '../../../src/experiment/index.ts'
import { anyExperiment } from '../../experiment/arbitrary.ts'
import { lossesOf, ofRun, relativeError } from './fixtures.ts'

/** Where losses are compared. */
const STEPS = [1, 2, 5, 10, 20, 30, 40, 50]

const small = (value: number, most: number) => 1 + (value % most)

/** Doubles are drawn evenly over their bits, most of them next to 0: 0 for the smallest, the others spread evenly. */
function spread(value: number, low: number, high: number): number {
  return Math.abs(value) < 1e-200 ? low : low + (high - low) * (Math.abs(Math.log2(Math.abs(value))) % 1)
}

/**
 * The experiment on data that is generated, small enough to be quick, and with rates at which training is tame: where
 * it diverges, rounding grows without bound in any precision.
 */
function tamed({ data, model, optimizer, training, arms, ...rest }: Experiment): Experiment {
  return {
    ...rest,
    data: {
      ...data,
      kind: 'generate' in datasetOf(data.kind).source ? data.kind : 'bent',
      classes: 2 + (data.classes % 12),
      samples: 50 + small(data.samples, 70),
      dimensions: 2 + (data.dimensions % 30),
      noise: spread(data.noise, 0, 1),
    },
    // Convolutions of whole images take float64 minutes: they have tests of their own, on small maps.
    model: { ...model, conv: [], hidden: model.hidden.map((units) => small(units, 24)) },
    optimizer: {
      ...optimizer,
      learningRate: spread(optimizer.learningRate, 0.0001, 0.01),
      momentum: spread(optimizer.momentum, 0, 0.95),
      weightDecay: spread(optimizer.weightDecay, 0, 0.1),
      batchSize: small(optimizer.batchSize, 40),
    },
    training: { ...training, repeats: small(training.repeats, 2) },
    arms: arms.slice(0, 3).map((arm) => ({
      ...arm,
      epsilon: arm.epsilon.map((value) => spread(value, -2, 6)),
      gamma: spread(arm.gamma, 0, 5),
      labelSmoothing: spread(arm.labelSmoothing, 0, 0.9),
      rate: 1,
    })),
  }
}

/** Trains random experiments beside the reference: the first that disagrees, and in what, or null. */
export async function disagreesAtRandom(create: Create): Promise<string | null> {
  const property = fc.asyncProperty(anyExperiment, async (drawn) => {
    const experiment = tamed(drawn)
    const draws = await loadDraws(experiment, null, () => {})
    const task = taskOf(experiment, draws)
    const arms = armsOf(experiment.arms.map((arm) => ({ arm, optimizer: experiment.optimizer })), draws)
    const runs = arms.length * task.repeats
    const tested = await create(task, arms)
    const oracle = createReferenceTrainer(task, arms)
    const within = (what: string, error: number, most: number) => {
      if (!(error < most)) throw new Error(`${what} off by ${error} at step ${oracle.step}`)
    }
    try {
      const [inTested, inOracle] = [tested, oracle].map((one) => one.take(task.features))
      for (const one of [tested, oracle]) await one.advance(1)
      // After one step the first slot is the gradient, scaled by Adam with a constant.
      const [got, wanted] = await Promise.all([tested.snapshot(), oracle.snapshot()])
      for (let run = 0; run < runs; run++) {
        within('gradient', relativeError(ofRun(got.slots[0], run, runs), ofRun(wanted.slots[0], run, runs)), 1e-5)
      }
      for (const step of STEPS) {
        for (const one of [tested, oracle]) await one.advance(step - one.step)
        const [logits, exact] = await Promise.all([tested.predict(inTested), oracle.predict(inOracle)])
        const losses = lossesOf(logits, task.labels, task, arms)
        for (const [run, loss] of lossesOf(exact, task.labels, task, arms).entries()) {
          within('loss', Math.abs(losses[run] - loss), (step === 1 ? 1e-5 : 1e-3) * Math.max(1, Math.abs(loss)))
        }
      }
    } finally {
      tested.dispose()
    }
  })
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: 30, seed: 20260731, endOnFailure: true })
  return failed ? `${String(errorInstance)}: ${JSON.stringify(counterexample)}` : null
}
