import { expect, test } from 'vitest'
import type { Result } from '../../../src/engine/protocol.ts'
import { trainPlan } from '../../../src/engine/sweep/trainPlan.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import type { Experiment, Sweep } from '../../../src/experiment/index.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { planOf } from '../../../src/experiment/plan.ts'

const small = decodeLink('v=1&data=moons&samples=100&hidden=4&batch=8&repeats=2&engine=reference').experiment
const sweep: Sweep = { field: 'eps1', values: [-1, 0, 3], arm: 1, second: null, repeats: 2, steps: 20 }
const engines = new Engines()

async function all(results: AsyncGenerator<Result>): Promise<Result[]> {
  const found: Result[] = []
  for await (const result of results) found.push(result)
  return found
}

/** The last measurement of an experiment that is trained alone. */
async function alone(experiment: Experiment, steps: number): Promise<Result> {
  return (await all(trainPlan(experiment, engines, { steps: [steps] })))[0]
}

function run({ measurements, layout }: Result, runs: number, index: number): Float32Array {
  return measurements.slice((runs + index) * layout.size, (runs + index + 1) * layout.size)
}

test('every arm of a sweep becomes what it becomes alone, bit for bit', async () => {
  const experiment = { ...small, sweep }
  const [group] = planOf(experiment).groups
  const last = (await all(trainPlan(experiment, engines))).at(-1) as Result
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
  const results = (await all(trainPlan(experiment, engines))).filter(({ step }) => step === sweep.steps)
  expect(results.map(({ group }) => group)).toEqual([0, 1])
  for (const [index, labelNoise] of [0, 0.4].entries()) {
    const single = await alone({ ...small, data: { ...small.data, labelNoise } }, sweep.steps)
    for (let r = 0; r < 4; r++) expect(run(results[index], 4, r)).toEqual(run(single, 4, r))
  }
})

test('where it is measured changes nothing, and Stop keeps what there is', async () => {
  const often = await all(trainPlan(small, engines, { steps: [1, 2, 7, 19, 20] }))
  expect(often.at(-1)?.measurements).toEqual((await alone(small, 20)).measurements)
  const stop = new AbortController()
  const found: number[] = []
  for await (const { step } of trainPlan({ ...small, sweep }, engines, { signal: stop.signal })) {
    found.push(step)
    if (step >= 6) stop.abort()
  }
  expect(found).toEqual([1, 2, 4, 6])
})

test('what changes on the way changes in a sweep as well, at exactly its step', async () => {
  const changed = { ...small, changes: [{ step: 7, key: 'lr', value: 0.2 }, { step: 9, key: 'arm1.gamma', value: 2 }] }
  const [group] = planOf({ ...changed, sweep }).groups
  const last = (await all(trainPlan({ ...changed, sweep }, engines))).at(-1) as Result
  const single = await alone({ ...changed, arms: [changed.arms[0], { ...changed.arms[1], epsilon: [3] }] }, sweep.steps)
  const at = 2 * group.arms.length
  for (const repeat of [0, 1]) {
    expect(run(last, at, repeat)).toEqual(run(single, 4, repeat))
    expect(run(last, at, at - 2 + repeat)).toEqual(run(single, 4, 2 + repeat))
  }
  const without = await alone({ ...changed, changes: [] }, sweep.steps)
  expect(run(without, 4, 0)).not.toEqual(run(single, 4, 0))
  // Until the first change they are the same.
  expect(run(await alone({ ...changed, changes: [] }, 7), 4, 2)).toEqual(run(await alone(changed, 7), 4, 2))
})
