import { LossEvaluator } from '../../../loss/index.ts'
import { countText, sizeText } from '../../../experiment/text.ts'
import { goThrough } from '../../rest.ts'
import { type ArmSettings, orderOf, runsAsked, type Snapshot, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { layersOn, Passes } from './passes.ts'
import { UPDATES } from './update.ts'

/** Bytes that parameters and optimizer state of all runs may take; a snapshot takes as many again. */
const MOST_BYTES = 2 ** 31

/**
 * Trains in float64 in plain TypeScript, one run after the other: what the other trainers are tested against, and what
 * trains where there is no WebGPU. Throws, in words for a person, where all runs take more memory than there is.
 */
export function createReferenceTrainer(task: TrainingTask, arms: readonly ArmSettings[]): Trainer {
  const { network, batchSize, repeats, positions, features, labels } = task
  const { inputs, classes, parameters: count } = network
  const runs = arms.length * repeats
  const slotCount = task.optimizer === 'sgd' ? 1 : 2
  const bytes = (1 + slotCount) * runs * count * Float64Array.BYTES_PER_ELEMENT
  if (bytes > MOST_BYTES) {
    throw new Error(`${countText(runs, 'network')} of ${countText(count, 'parameter')} take ${sizeText(bytes)} in float64; there is memory for ${sizeText(MOST_BYTES)}. Fewer arms, repeats or units take less`)
  }
  const passes = new Passes(network, batchSize)
  const evaluator = new LossEvaluator(classes)
  const update = UPDATES[task.optimizer]
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  const batches = orders.map(() => new Int32Array(batchSize))
  const gradient = new Float64Array(count)
  const gradientLayers = layersOn(network, gradient)
  const parameters = new Float64Array(runs * count)
  const slots = Array.from({ length: slotCount }, () => new Float64Array(parameters.length))
  const layers = Array.from({ length: runs }, (_, run) => layersOn(network, parameters.subarray(run * count, (run + 1) * count)))
  const taken: Float32Array[] = []
  let settings = arms
  let step = 0

  const initial = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  for (let run = 0; run < runs; run++) parameters.set(initial[run % repeats], run * count)

  function trainRun(run: number): void {
    const arm = settings[Math.floor(run / repeats)]
    const batch = batches[run % repeats]
    for (let place = 0; place < batchSize; place++) readFeatures(features, batch[place], place)
    passes.forward(layers[run], batchSize)
    passes.delta.fill(0)
    const labelOf = (row: number) => labels[batch[Math.floor(row / positions)] * positions + (row % positions)]
    let labelled = 0
    for (let row = 0; row < batchSize * positions; row++) if (labelOf(row) >= 0) labelled++
    for (let row = 0; row < batchSize * positions; row++) {
      const label = labelOf(row)
      if (label < 0) continue
      evaluator.read(passes.logits, row * classes, label)
      evaluator.addGradient(arm.loss, arm.classWeights[label] / labelled, passes.delta, row * classes)
    }
    passes.backward(layers[run], batchSize, gradientLayers)
    update({ parameters, slots, at: run * count }, gradient, arm, step + 1)
  }

  function* trainSteps(steps: number): Generator<number> {
    for (let i = 0; i < steps; i++) {
      orders.forEach((order, repeat) => order.batch(step, batches[repeat]))
      for (let run = 0; run < runs; run++) {
        trainRun(run)
        if (run === runs - 1) step++
        yield (i + (run + 1) / runs) / steps
      }
    }
  }

  function* predictRuns(given: Float32Array, asked: readonly number[], logits: Float64Array): Generator<number> {
    const examples = given.length / inputs
    const numbers = positions * classes
    for (const [place, run] of asked.entries()) {
      for (let first = 0; first < examples; first += batchSize) {
        const together = Math.min(batchSize, examples - first)
        for (let i = 0; i < together; i++) readFeatures(given, first + i, i)
        passes.forward(layers[run], together)
        logits.set(passes.logits.subarray(0, together * numbers), (place * examples + first) * numbers)
        yield (place + (first + together) / examples) / asked.length
      }
    }
  }

  function readFeatures(from: Float32Array, example: number, place: number): void {
    for (let i = 0; i < inputs; i++) passes.inputs[place * inputs + i] = from[example * inputs + i]
  }

  return {
    get step() {
      return step
    },
    advance: (steps, rest) => goThrough(trainSteps(steps), rest),
    settled: () => Promise.resolve(),
    setArms(next) {
      settings = next
    },
    take: (given) => taken.push(given) - 1,
    async predict(handle, repeat, rest) {
      const asked = runsAsked(runs, repeats, repeat)
      const logits = new Float64Array((asked.length * taken[handle].length * positions * classes) / inputs)
      await goThrough(predictRuns(taken[handle], asked, logits), rest)
      return logits
    },
    snapshot: () => Promise.resolve({ step, parameters: parameters.slice(), slots: slots.map((slot) => slot.slice()) }),
    restore(snapshot: Snapshot) {
      step = snapshot.step
      parameters.set(snapshot.parameters)
      slots.forEach((slot, i) => slot.set(snapshot.slots[i]))
    },
    dispose() {},
  }
}
