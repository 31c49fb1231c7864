import { type Layout, measurementLayout } from '../../experiment/layout.ts'
import { messageOf, sentence } from '../../experiment/text.ts'
import { denseNetwork, type Network, networkOf } from '../../network/network.ts'
import { measureLogits } from '../measure/measureLogits.ts'
import type { Create } from './engine.ts'
import { createReferenceTrainer } from './reference/trainer.ts'
import type { ArmSettings, Trainer, TrainingTask } from './trainer.ts'

const STEPS = 5
const EXAMPLES = 128
const CLASSES = 3

/**
 * What is trained. The default network, so that as many lanes work together as they will; and of convolutions a small
 * one with everything in it: pools of odd maps, dilation, more channels than a group.
 */
const NETWORKS = {
  dense: denseNetwork([2, 16, 16, CLASSES], 'tanh'),
  conv: networkOf([5, 6, 1], 'tanh', [
    { kind: 'conv', filters: 5, size: 3, dilation: 1, pooled: true },
    { kind: 'conv', filters: 6, size: 3, dilation: 2, pooled: true },
    { kind: 'dense', units: CLASSES },
  ]),
}

const taskOf = (network: Network): TrainingTask => ({
  network,
  optimizer: 'adam',
  batchSize: 64,
  repeats: 1,
  seed: 1,
  vary: 'both',
  draws: 1,
  examples: EXAMPLES,
  positions: 1,
  features: Float32Array.from({ length: EXAMPLES * network.inputs }, (_, i) => ((i * 37) % 101) / 50 - 1),
  labels: Int32Array.from({ length: EXAMPLES }, (_, i) => i % CLASSES),
})
/** A loss for which every class, powers and logarithms are needed. */
const arm: ArmSettings = {
  loss: { gamma: 2, terms: Infinity, epsilon: [2], labelSmoothing: 0.1 },
  classWeights: Float64Array.from({ length: CLASSES }, (_, k) => 0.5 + k / 2),
  learningRate: 0.02,
  momentum: 0.9,
  weightDecay: 0.01,
}

const layout = measurementLayout(CLASSES)
const MEANS = ['loss', 'nll', 'accuracy', 'confidence', 'meanPt', 'gradientNorm', 'shareLogit', 'shareMean'] as const
const BINS = ['confidenceRight', 'confidenceWrong', 'ptRight', 'ptWrong', 'eceCount', 'eceRight', 'classCount'] as const
/** What rounding may do to a number, relative to those beside it. */
const TOLERANCE = 1e-3
/** Examples that may stand in another bin, because they are at its edge. */
const MOVED = 2

/** What a self-test trains. */
export type Tested = keyof typeof NETWORKS

/**
 * Trains some steps, predicts and measures, and holds all of it against the reference: some adapters run every command
 * and return zero gradients, some drop what lanes have to wait for.
 *
 * @returns what is wrong in a sentence, or null
 */
export async function selfTest(create: Create, tested: Tested = 'dense'): Promise<string | null> {
  const task = taskOf(NETWORKS[tested])
  const trainer = await create(task, [arm])
  try {
    const [found, wanted] = await Promise.all([trained(trainer, task), trained(createReferenceTrainer(task, [arm]), task)])
    const wrong =
      (isOff(found.parameters, wanted.parameters) && 'gradients') ||
      (isOff(found.logits, wanted.logits) && 'predictions') ||
      (isMeasuredOff(found.measured, wanted.measured) && 'measurements')
    return wrong ? `The graphics adapter failed the self-test: its ${wrong} are wrong.` : null
  } catch (error) {
    return sentence(`The graphics adapter failed the self-test: ${messageOf(error)}`)
  } finally {
    trainer.dispose()
  }
}

async function trained(trainer: Trainer, { features, labels }: TrainingTask) {
  const taken = trainer.take(features, labels)
  void trainer.advance(STEPS)
  // Asked for together: one way there and back.
  const [{ parameters }, logits, measured] = await Promise.all([trainer.snapshot(), trainer.predict(taken), trainer.measure?.(taken, [arm])])
  return { parameters, logits, measured: measured ?? measuredHere(logits, labels) }
}

function measuredHere(logits: ArrayLike<number>, labels: Int32Array): Float32Array {
  const measured = new Float32Array(layout.size)
  measureLogits(logits, 0, labels, arm, layout, measured, 0)
  return measured
}

/** Whether numbers are off, or are none. */
function isOff(found: ArrayLike<number>, wanted: ArrayLike<number>): boolean {
  const largest = Math.max(...Array.from(wanted, Math.abs))
  return !Array.from(wanted).every((value, i) => Math.abs(found[i] - value) <= TOLERANCE * largest)
}

function isMeasuredOff(found: Float32Array, wanted: Float32Array): boolean {
  const part = (of: Float32Array, name: keyof Layout['at']) => of.subarray(layout.at[name], layout.at[name] + layout.length[name])
  const moved = (name: keyof Layout['at']) => part(wanted, name).reduce((sum, count, i) => sum + Math.abs(part(found, name)[i] - count), 0)
  return MEANS.some((name) => isOff(part(found, name), part(wanted, name))) || !BINS.every((name) => moved(name) <= 2 * MOVED)
}
