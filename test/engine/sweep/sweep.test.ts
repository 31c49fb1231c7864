import { expect, test } from 'vitest'
import { loadDraws } from '../../../src/engine/session/draws.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { armsOf } from '../../../src/engine/session/prepare.ts'
import { runSweep, type SweepMoment } from '../../../src/engine/sweep/sweep.ts'
import { type Moment, trainUnattended } from '../../../src/engine/sweep/unattended.ts'
import type { Experiment, Sweep } from '../../../src/experiment/index.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { sweepPlan } from '../../../src/experiment/plan.ts'

const small = decodeLink('v=1&data=moons&samples=100&hidden=4&batch=8&repeats=2&engine=reference').experiment
const sweep: Sweep = { field: 'eps1', values: [-1, 0, 3], arm: 1, second: null, repeats: 2, steps: 20 }
const engines = new Engines()

async function all<T>(moments: AsyncGenerator<T>): Promise<T[]> {
  const found: T[] = []
  for await (const moment of moments) found.push(moment)
  return found
}

/** The last measurement of an experiment that is trained alone. */
async function alone(experiment: Experiment, steps: number): Promise<Moment> {
  const draws = await loadDraws(experiment, null, () => {})
  const moments = await all(trainUnattended(experiment, draws, armsOf(experiment, draws), engines, { steps: [steps] }))
  return moments[0]
}

function run({ measurements, layout }: Moment, runs: number, index: number): Float32Array {
  return measurements.slice((runs + index) * layout.size, (runs + index + 1) * layout.size)
}

test('every arm of a sweep becomes what it becomes alone, bit for bit', async () => {
  const experiment = { ...small, sweep }
  const [group] = sweepPlan(experiment)?.groups ?? []
  const last = (await all(runSweep(experiment, engines))).at(-1) as SweepMoment
  expect(last).toMatchObject({ step: 20, group: 0, firstArm: 0, arms: group.arms.length, done: last.total })
  expect(group.arms.map(({ value }) => value)).toEqual([null, -1, 0, 3])
  for (const [index, { arm }] of group.arms.entries()) {
    const single = await alone({ ...small, arms: [arm] }, sweep.steps)
    for (const repeat of [0, 1]) {
      expect(run(last, 2 * group.arms.length, 2 * index + repeat)).toEqual(run(single, 2, repeat))
    }
  }
})

test('a number of the data is swept on data sets of its own', async () => {
  const experiment = { ...small, sweep: { ...sweep, field: 'labelnoise', values: [0, 0.4] } as const }
  const moments = (await all(runSweep(experiment, engines))).filter(({ step }) => step === sweep.steps)
  expect(moments.map(({ group }) => group)).toEqual([0, 1])
  for (const [index, labelNoise] of [0, 0.4].entries()) {
    const single = await alone({ ...small, data: { ...small.data, labelNoise } }, sweep.steps)
    for (let r = 0; r < 4; r++) expect(run(moments[index], 4, r)).toEqual(run(single, 4, r))
  }
})

test('where it is measured changes nothing, and Stop keeps what there is', async () => {
  const draws = await loadDraws(small, null, () => {})
  const often = await all(trainUnattended(small, draws, armsOf(small, draws), engines, { steps: [1, 2, 7, 19, 20] }))
  expect(often.at(-1)?.measurements).toEqual((await alone(small, 20)).measurements)
  const stop = new AbortController()
  const found: number[] = []
  for await (const { step } of runSweep({ ...small, sweep }, engines, { signal: stop.signal })) {
    found.push(step)
    if (step >= 6) stop.abort()
  }
  expect(found).toEqual([1, 2, 4, 6])
})
