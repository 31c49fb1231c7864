import { messageOf, sentence } from '../../experiment/text.ts'
import { denseNetwork } from '../../network/network.ts'
import type { Create } from './engine.ts'
import { createReferenceTrainer } from './reference/trainer.ts'
import type { ArmSettings, TrainingTask } from './trainer.ts'

const task: TrainingTask = {
  network: denseNetwork([2, 5, 5, 3], 'tanh'),
  optimizer: 'sgd',
  batchSize: 6,
  repeats: 1,
  seed: 1,
  vary: 'both',
  draws: 1,
  examples: 12,
  positions: 1,
  features: Float32Array.from({ length: 24 }, (_, i) => ((i * 7) % 11) / 5 - 1),
  labels: Int32Array.from({ length: 12 }, (_, i) => i % 3),
}
const arm: ArmSettings = {
  loss: { gamma: 0, terms: Infinity, epsilon: [2], labelSmoothing: 0 },
  classWeights: new Float64Array(3).fill(1),
  learningRate: 0.5,
  momentum: 0.9,
  weightDecay: 0,
}

/**
 * Trains two steps of a tiny network and holds the parameters against the reference trainer: some
 * adapters run every command and return zero gradients.
 *
 * @returns what is wrong in a sentence, or null
 */
export async function selfTest(create: Create): Promise<string | null> {
  const reference = createReferenceTrainer(task, [arm])
  reference.advance(2)
  const expected = (await reference.snapshot()).parameters
  const trainer = await create(task, [arm])
  try {
    trainer.advance(2)
    const { parameters } = await trainer.snapshot()
    const isRight = expected.every((value, i) => Math.abs(parameters[i] - value) < 1e-4)
    return isRight ? null : 'The graphics adapter failed the self-test: its gradients are wrong.'
  } catch (error) {
    return sentence(`The graphics adapter failed the self-test: ${messageOf(error)}`)
  } finally {
    trainer.dispose()
  }
}
