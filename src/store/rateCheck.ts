import type { Result } from '../engine/protocol.ts'
import { defaultArm, type Experiment, schema } from '../experiment/index.ts'
import { type Sweep, defaultSweep } from '../experiment/sweep.ts'
import { coerce } from './coerce.ts'
import { putArm, setSweep, useExperiment } from './experiment.ts'

/** The beginning of training, over which gradients are compared, and how often they are measured in it. */
const STEPS = 100
const EVERY = 10
export const NORM_STEPS: readonly number[] = Array.from({ length: STEPS / EVERY + 1 }, (_, i) => i * EVERY)

/** What is trained to learn how long an arm's logit gradients are beside those of CE: the two alone. */
export function normsExperiment(experiment: Experiment, arm: number): Experiment {
  return { ...experiment, arms: [experiment.arms[arm], defaultArm(0)], sweep: null, training: { ...experiment.training, steps: STEPS } }
}

/** Mean length of dL/dlogits of each of two arms on training data, class weights left out; not a number where a run diverged. */
export function meanNorms(results: readonly Result[], repeats: number): [number, number] {
  const sums: [number, number] = [0, 0]
  let steps = 0
  for (const { firstArm, arms, measurements, layout } of results) {
    if (firstArm === 0) steps++
    for (let run = 0; run < arms * repeats; run++) {
      sums[firstArm + Math.floor(run / repeats)] += measurements[run * layout.size + layout.at.gradientNorm]
    }
  }
  return [sums[0] / (steps * repeats), sums[1] / (steps * repeats)]
}

/**
 * The learning-rate factor with which CE takes steps as long as those of an arm: the arm's own factor times the ratio
 * of their mean logit-gradient norms, to four digits. Null where the norms do not tell.
 *
 * @param norms of the arm, and of CE at factor 1
 */
export function equalRate(factor: number, [arm, ce]: readonly number[]): number | null {
  const rate = (factor * arm) / ce
  return Number.isFinite(rate) && rate > 0 ? coerce(schema.arm.rate, Number(rate.toPrecision(4)), 1) : null
}

/** Factors from a quarter of this one to four times it; it is the middle one itself. */
export function rateSweep(rate: number, arm: number, arms: number, before: Sweep | null): Sweep {
  const usual = defaultSweep('lrx', arms)
  const { repeats, steps } = before ?? usual
  const { min, max } = schema.arm.rate
  // Quarters and fours of four digits are written out in seven. Near a bound both give way, so that it stays in the middle.
  const apart = Math.min(4, max / rate, rate / min)
  const [from, to] = [rate / apart, rate * apart].map((value) => Number(value.toPrecision(7)))
  const values = { from, to, count: 9, spacing: 'log' } as const
  return { ...usual, values, arm, repeats, steps }
}

/**
 * Adds a CE arm with this learning-rate factor and sets up a sweep of the factor on it.
 *
 * @returns where it stands, and whether it took another arm's place
 */
export function setUpRateSweep(rate: number, compared: number): { readonly at: number; readonly replaced: boolean } {
  const put = putArm({ ...defaultArm(0), rate }, compared)
  const { arms, sweep } = useExperiment.getState().experiment
  setSweep(rateSweep(rate, put.at, arms.length, sweep))
  return put
}
