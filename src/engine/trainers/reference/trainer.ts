import { LossEvaluator } from '../../../loss/index.ts'
import { type ArmSettings, orderOf, runsAsked, type Snapshot, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { layersOf, Network } from './network.ts'
import { UPDATES } from './update.ts'

/**
 * Trains in float64 in plain TypeScript, one run after the other: what the other trainers are tested against, and what
 * trains where there is no WebGPU.
 */
export function createReferenceTrainer(task: TrainingTask, arms: readonly ArmSettings[]): Trainer {
  const { sizes, batchSize, repeats, features, labels } = task
  const inputs = sizes[0]
  const classes = sizes[sizes.length - 1]
  const runs = arms.length * repeats
  const network = new Network(sizes, task.activation, batchSize)
  const evaluator = new LossEvaluator(classes)
  const update = UPDATES[task.optimizer]
  const orders = Array.from({ length: repeats }, (_, repeat) => orderOf(task, repeat))
  const batches = orders.map(() => new Int32Array(batchSize))
  const gradient = new Float64Array(network.parameters)
  const parameters = new Float64Array(runs * network.parameters)
  const slots = Array.from({ length: task.optimizer === 'sgd' ? 1 : 2 }, () => new Float64Array(parameters.length))
  for (let run = 0; run < runs; run++) {
    parameters.set(weightsOf(task, run % repeats), run * network.parameters)
  }
  const gradientLayers = layersOf(sizes, gradient)
  const layers = Array.from({ length: runs }, (_, run) =>
    layersOf(sizes, parameters.subarray(run * network.parameters, (run + 1) * network.parameters)),
  )
  let settings = arms
  let step = 0

  function trainRun(run: number): void {
    const arm = settings[Math.floor(run / repeats)]
    const batch = batches[run % repeats]
    for (let row = 0; row < batchSize; row++) readFeatures(features, batch[row], row)
    network.forward(layers[run], batchSize)
    network.delta.fill(0)
    for (let row = 0; row < batchSize; row++) {
      const label = labels[batch[row]]
      evaluator.read(network.logits, row * classes, label)
      evaluator.addGradient(arm.loss, arm.classWeights[label] / batchSize, network.delta, row * classes)
    }
    network.backward(layers[run], batchSize, gradientLayers)
    update({ parameters, slots, at: run * network.parameters }, gradient, arm, step + 1)
  }

  function readFeatures(from: Float32Array, example: number, row: number): void {
    for (let i = 0; i < inputs; i++) network.inputs[row * inputs + i] = from[example * inputs + i]
  }

  return {
    get step() {
      return step
    },
    advance(steps) {
      for (let i = 0; i < steps; i++, step++) {
        orders.forEach((order, repeat) => order.batch(step, batches[repeat]))
        for (let run = 0; run < runs; run++) trainRun(run)
      }
    },
    settled: () => Promise.resolve(),
    setArms(next) {
      settings = next
    },
    predict(given, repeat) {
      const examples = given.length / inputs
      const asked = runsAsked(runs, repeats, repeat)
      const logits = new Float64Array(asked.length * examples * classes)
      for (const [place, run] of asked.entries()) {
        for (let first = 0; first < examples; first += batchSize) {
          const rows = Math.min(batchSize, examples - first)
          for (let row = 0; row < rows; row++) readFeatures(given, first + row, row)
          network.forward(layers[run], rows)
          logits.set(network.logits.subarray(0, rows * classes), (place * examples + first) * classes)
        }
      }
      return Promise.resolve(logits)
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
