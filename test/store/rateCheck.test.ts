import { expect, test } from 'vitest'
import type { Result } from '../../src/engine/protocol.ts'
import { loadDraws } from '../../src/engine/session/draws.ts'
import { trainPlan } from '../../src/engine/sweep/trainPlan.ts'
import { Engines } from '../../src/engine/trainers/engines.ts'
import { Training } from '../../src/engine/training.ts'
import type { Experiment } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { meanNorms, NORM_STEPS, normsExperiment } from '../../src/store/rateCheck.ts'

const link = 'v=1&data=moons&samples=60&hidden=4&batch=8&repeats=2&engine=reference&opt=sgd&momentum=0&lr=0.00001&arm1.eps=2'
const { experiment } = decodeLink(link)
const engines = new Engines()

async function norms(of: Experiment): Promise<[number, number]> {
  const results: Result[] = []
  for await (const result of trainPlan(normsExperiment(of, 1), engines, { steps: NORM_STEPS })) results.push(result)
  return meanNorms(results, 2)
}

test('the mean over runs and examples of ‖dL/dz‖ = |m(p)|·‖softmax − onehot‖, in float64 from the logits', async () => {
  const draws = await loadDraws(experiment, null, () => {})
  const { engine: { trainer } } = await Training.open(engines, 'reference', normsExperiment(experiment, 1), draws, { ms: 10, most: 1 })
  const { features, labels } = draws.sets[0].train
  const logits = await trainer.predict(trainer.take(features))
  // m(p) of Poly-1 with ε₁ = 2, and of CE.
  const expected = [(p: number) => 1 + 2 * p, () => 1].map((m, arm) => {
    let sum = 0
    for (let i = 0; i < 2 * labels.length; i++) {
      const at = (2 * arm * labels.length + i) * 2
      const exps = [Math.exp(logits[at]), Math.exp(logits[at + 1])]
      const p = exps[labels[i % labels.length]] / (exps[0] + exps[1])
      sum += Math.abs(m(p)) * Math.SQRT2 * (1 - p)
    }
    return sum / (2 * labels.length)
  })
  // So small a learning rate moves the logits in the fourth digit over 100 steps.
  for (const [arm, norm] of (await norms(experiment)).entries()) expect(norm / expected[arm]).toBeCloseTo(1, 2)
})

test('norms fall as training goes on, so that they are of more than the first step', async () => {
  const [slow] = await norms(experiment)
  const [fast] = await norms({ ...experiment, optimizer: { ...experiment.optimizer, learningRate: 0.5 } })
  expect(fast).toBeLessThan(0.9 * slow)
})
