import { expect, test } from 'vitest'
import { buildDataset } from '../../../src/data/build.ts'
import { moons } from '../../../src/data/generators/moons.ts'
import { drawsOf } from '../../../src/engine/session/draws.ts'
import { armsOf, taskOf } from '../../../src/engine/session/task.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { orderOf, type Snapshot } from '../../../src/engine/trainers/trainer.ts'
import { defaultExperiment, type Experiment } from '../../../src/experiment/index.ts'

const base = defaultExperiment.data
const data = drawsOf([buildDataset(moons({ ...base, classes: 2, samples: 60 }), base)])
const [arm] = defaultExperiment.arms

function experimentOf(vary: Experiment['training']['vary']): Experiment {
  return { ...defaultExperiment, arms: [arm], training: { ...defaultExperiment.training, repeats: 2, vary } }
}

async function course(experiment: Experiment): Promise<[start: Snapshot, end: Snapshot]> {
  const { arms, optimizer } = experiment
  const settings = armsOf(arms.map((own) => ({ arm: own, optimizer })), data)
  const trainer = createReferenceTrainer({ ...taskOf(experiment, data), batchSize: 8 }, settings)
  const start = await trainer.snapshot()
  trainer.advance(3)
  return [start, await trainer.snapshot()]
}

function ofRun({ parameters }: Snapshot, run: number): number[] {
  const size = parameters.length / 2
  return [...parameters.subarray(run * size, (run + 1) * size)]
}

function firstBatch(experiment: Experiment, repeat: number): number[] {
  const out = new Int32Array(8)
  orderOf({ ...taskOf(experiment, data), batchSize: 8 }, repeat).batch(0, out)
  return [...out]
}

test('a repeat has its own initial weights, its own batch order, or both, and the first is the same in all', async () => {
  const courses = { both: await course(experimentOf('both')), weights: await course(experimentOf('weights')), order: await course(experimentOf('order')) }
  for (const [vary, [start, end]] of Object.entries(courses)) {
    const experiment = experimentOf(vary as keyof typeof courses)
    expect(JSON.stringify(ofRun(start, 0)) === JSON.stringify(ofRun(start, 1))).toBe(vary === 'order')
    expect(JSON.stringify(firstBatch(experiment, 0)) === JSON.stringify(firstBatch(experiment, 1))).toBe(vary === 'weights')
    expect(ofRun(end, 1)).not.toEqual(ofRun(end, 0))
    expect(ofRun(end, 0)).toEqual(ofRun(courses.both[1], 0))
  }
  expect(ofRun(courses.weights[1], 1)).not.toEqual(ofRun(courses.both[1], 1))
})

test('an arm learns at the learning rate times its factor', async () => {
  const experiment = experimentOf('both')
  const { learningRate } = experiment.optimizer
  const [, twice] = await course({ ...experiment, arms: [{ ...arm, rate: 2 }] })
  const [, double] = await course({ ...experiment, optimizer: { ...experiment.optimizer, learningRate: 2 * learningRate } })
  expect(twice).toEqual(double)
})
