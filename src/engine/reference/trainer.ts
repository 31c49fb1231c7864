import { createBatchOrder } from '../../data/batches.ts'
import { initialWeights } from '../../data/weights.ts'
import { LossEvaluator } from '../../loss/index.ts'
import type { ArmSettings, Snapshot, Trainer, TrainingTask } from '../trainer.ts'
import { Network } from './network.ts'
import { UPDATES } from './update.ts'

/**
 * Trains in float64 in plain TypeScript, one example after the other: what the other trainers are tested
 * against, and what trains where there is no WebGPU.
 */
export function createReferenceTrainer(task: TrainingTask, arms: readonly ArmSettings[]): Trainer {
  const { sizes, batchSize, repeats, features, labels } = task
  const inputs = sizes[0]
  const classes = sizes[sizes.length - 1]
  const runs = arms.length * repeats
  const network = new Network(sizes, task.activation)
  const evaluator = new LossEvaluator(classes)
  const update = UPDATES[task.optimizer]
  const orders = Array.from({ length: repeats }, (_, repeat) =>
    createBatchOrder({ seed: task.seed, repeat, examples: labels.length, batchSize }),
  )
  const batches = orders.map(() => new Int32Array(batchSize))
  const gradient = new Float64Array(network.parameters)
  const parameters = new Float64Array(runs * network.parameters)
  const slots = Array.from({ length: task.optimizer === 'sgd' ? 1 : 2 }, () => new Float64Array(parameters.length))
  for (let run = 0; run < runs; run++) {
    parameters.set(initialWeights(sizes, task.activation, task.seed, run % repeats), run * network.parameters)
  }
  let settings = arms
  let step = 0

  function trainRun(run: number): void {
    const at = run * network.parameters
    const arm = settings[Math.floor(run / repeats)]
    gradient.fill(0)
    for (const example of batches[run % repeats]) {
      const label = labels[example]
      network.forward(parameters, at, features, example * inputs)
      evaluator.read(network.logits, 0, label)
      network.delta.fill(0)
      evaluator.addGradient(arm.loss, arm.classWeights[label] / batchSize, network.delta, 0)
      network.backward(parameters, at, gradient)
    }
    update({ parameters, slots, at }, gradient, arm, step + 1)
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
    predict(given) {
      const examples = given.length / inputs
      const logits = new Float64Array(runs * examples * classes)
      for (let run = 0; run < runs; run++) {
        for (let example = 0; example < examples; example++) {
          network.forward(parameters, run * network.parameters, given, example * inputs)
          logits.set(network.logits, (run * examples + example) * classes)
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
