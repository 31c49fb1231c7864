import { expect, test } from 'vitest'
import { loadDraws } from '../../../src/engine/session/draws.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { meanGradientNorms } from '../../../src/engine/sweep/gradientNorms.ts'
import { armsOf, taskOf } from '../../../src/engine/session/prepare.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { decodeLink } from '../../../src/experiment/link.ts'

const link = 'v=1&data=moons&samples=60&hidden=4&batch=8&repeats=2&engine=reference&opt=sgd&momentum=0&lr=0.00001&arms=3&arm2.eps=-1'
const { experiment } = decodeLink(link)

test('the mean over runs and examples of ‖dL/dz‖ = |m(p)|·‖softmax − onehot‖, in float64 from the logits', async () => {
  const draws = await loadDraws(experiment, null, () => {})
  const trainer = createReferenceTrainer(taskOf(experiment, draws), armsOf(experiment, draws))
  const logits = await trainer.predict(draws.sets[0].train.features)
  const { labels } = draws.sets[0].train
  // m(p) of CE, and of Poly-1 with ε₁ = 2 and −1.
  const factors = [() => 1, (p: number) => 1 + 2 * p, (p: number) => 1 - p]
  const expected = factors.map((m, arm) => {
    let sum = 0
    for (let i = 0; i < 2 * labels.length; i++) {
      const at = (2 * arm * labels.length + i) * 2
      const exps = [Math.exp(logits[at]), Math.exp(logits[at + 1])]
      const p = exps[labels[i % labels.length]] / (exps[0] + exps[1])
      sum += Math.abs(m(p)) * Math.SQRT2 * (1 - p)
    }
    return sum / (2 * labels.length)
  })
  const found = await meanGradientNorms(experiment, new Engines(), null)
  // So small a learning rate moves the logits in the fourth digit over 100 steps.
  found.forEach((norm, arm) => expect(norm / expected[arm]).toBeCloseTo(1, 2))
  expect(found).toHaveLength(3)
})

test('norms fall as training goes on, so that they are of more than the first step', async () => {
  const faster = { ...experiment, optimizer: { ...experiment.optimizer, learningRate: 0.5 } }
  const [slow] = await meanGradientNorms(experiment, new Engines(), null)
  const [fast] = await meanGradientNorms(faster, new Engines(), null)
  expect(fast).toBeLessThan(0.9 * slow)
})
