import { describe, expect, test } from 'vitest'
import { trainPlan } from '../../src/engine/sweep/trainPlan.ts'
import { Engines } from '../../src/engine/trainers/engines.ts'
import type { RunPoint } from '../../src/experiment/columns.ts'
import { type Experiment, planOf } from '../../src/experiment/index.ts'
import { presets } from '../../src/experiment/presets.ts'
import { recordsOf } from '../../src/experiment/records.ts'
import { claims } from './claims.ts'
import { report } from './report.ts'

const engines = new Engines()
const shares = [0, 0.1, 0.2, 0.5, 1]

/** Trains on the portable engine and measures a few times. */
async function trained(experiment: Experiment): Promise<RunPoint[]> {
  const { steps } = experiment.training
  const own = { ...experiment, training: { ...experiment.training, engine: 'wasm' as const } }
  const plan = planOf(own)
  const points: RunPoint[] = []
  for await (const result of trainPlan(own, engines, { steps: shares.map((share) => Math.round(share * steps)) })) {
    points.push(...recordsOf(own, plan, result, result))
  }
  return points
}

test('every preset has its claim', () => {
  const ofData = claims.flatMap(({ experiments }) => Object.values(experiments).map(({ data, model }) => JSON.stringify({ data, model })))
  const unclaimed = presets.filter(({ experiment: { data, model } }) => !ofData.includes(JSON.stringify({ data, model })))
  expect(unclaimed.map(({ id }) => id)).toEqual([])
})

describe('in small, on the portable engine', () => {
  const small = claims.flatMap((claim) => (claim.small ? [{ ...claim, small: claim.small }] : []))

  // Few pairs leave most comparisons undecided: what must not be is a number against a claim. `npm run claims` decides.
  test.each(small)('$statement', { timeout: 120_000 }, async ({ id, statement, experiments, small, checks }) => {
    const points: Record<string, readonly RunPoint[]> = {}
    for (const [name, experiment] of Object.entries(experiments)) points[name] = await trained(small(experiment))
    const { text } = report(id, statement, checks, points)
    expect(text).not.toContain('  does not hold  ')
    expect(text).toContain('  holds  ')
  })
})
