import { measurementLayout } from '../../../../src/experiment/layout.ts'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import type { Threads } from '../../../../src/engine/trainers/wasm/threads.ts'
import type { ArmSettings, TrainingTask } from '../../../../src/engine/trainers/trainer.ts'
import { createRandom } from '../../../../src/data/random.ts'
import { denseNetwork, type Network, networkOf } from '../../../../src/network/network.ts'
import { conv, dense } from '../conv.ts'
import { armOf, FAMILY } from '../fixtures.ts'

/** Examples from seeds alone: what `fixtures.ts` has goes through Math.sin, which browsers need not agree on. */
function task(network: Network, change: Partial<TrainingTask> = {}): TrainingTask {
  const { draws = 1 } = change
  const { positions } = network
  const examples = 150
  const random = createRandom(11, 1)
  const label = positions > 1 ? () => random.integer(network.classes + 1) - 1 : () => random.integer(network.classes)
  const labels = Int32Array.from({ length: draws * examples * positions }, label)
  // Few values, as pixels have, so that features are kept as bytes where there are many inputs.
  const value = network.inputs > 50 ? () => random.integer(256) / 85 - 1.5 : () => random.normal()
  const features = Float32Array.from({ length: draws * examples * network.inputs }, value)
  if (positions === 1) for (const [i, label] of labels.entries()) features[i * network.inputs + (label % network.inputs)] += 1
  return { network, optimizer: 'adam', batchSize: 25, repeats: 2, seed: 5, vary: 'both', draws, examples, positions, features, labels, ...change }
}

const images = networkOf([9, 7, 1], 'tanh', [conv(6, { pooled: true }), conv(8, { pooled: true }), dense(4)])
const positions = networkOf([5, 6, 3], 'relu', [conv(4, { dilation: 2 }), conv(5), conv(3, { size: 1 })])

/** What each activation, optimizer and member of the family becomes; all of it fits into a second. */
export const TASKS: Readonly<Record<string, TrainingTask>> = {
  small: task(denseNetwork([2, 16, 16, 3], 'tanh'), { repeats: 3 }),
  pixels: task(denseNetwork([64, 20, 5], 'relu'), { optimizer: 'adamw' }),
  sigmoid: task(denseNetwork([3, 9, 6, 4], 'sigmoid'), { optimizer: 'sgd' }),
  draws: task(denseNetwork([2, 7, 3], 'tanh'), { draws: 3, repeats: 3, vary: 'all' }),
  images: task(images),
  positions: task(positions, { optimizer: 'sgd' }),
}

export const STEPS = 120

export function armsOf({ network: { classes }, optimizer }: TrainingTask): ArmSettings[] {
  const classWeights = Float64Array.from({ length: classes }, (_, k) => 0.5 + k / classes)
  return Object.values(FAMILY).map((loss, i) => armOf(loss, classes, optimizer, { classWeights, weightDecay: i % 2 === 0 ? 0.01 : 0 }))
}

/** Bits of everything that a task's runs become and measure, with training cut into chunks of these many steps. */
export async function bitsOf(task: TrainingTask, chunk = STEPS, threads?: Threads): Promise<string> {
  const arms = armsOf(task)
  const trainer = await createPortableTrainer(task, arms, threads)
  const taken = trainer.take(task.features, task.labels)
  while (trainer.step < STEPS) await trainer.advance(Math.min(chunk, STEPS - trainer.step))
  const { parameters, slots } = await trainer.snapshot()
  const measured = await trainer.measure?.(taken, arms)
  const logits = await trainer.predict(taken)
  trainer.dispose()
  if (measured?.length !== arms.length * task.repeats * measurementLayout(task.network.classes).size) throw new Error('A measurement is missing.')
  return hash([parameters, ...slots, measured, logits].map((part) => Float32Array.from(part)))
}

/** FNV-1a over the bits, twice from different beginnings. What is not a number has bits that machines may choose. */
function hash(parts: readonly Float32Array[]): string {
  for (const part of parts) part.forEach((value, i) => Number.isNaN(value) && new Uint32Array(part.buffer).fill(0x7fc00000, i, i + 1))
  const words = [0x811c9dc5, 0x01234567].map((begin) => {
    let sum = begin
    for (const part of parts) {
      for (const word of new Uint32Array(part.buffer)) sum = Math.imul(sum ^ word, 0x01000193) ^ (sum >>> 15)
    }
    return (sum >>> 0).toString(16).padStart(8, '0')
  })
  return words.join('')
}
