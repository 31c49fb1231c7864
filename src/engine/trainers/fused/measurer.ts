import { measurementLayout } from '../../../experiment/layout.ts'
import { goThrough, type Rest } from '../../rest.ts'
import { type ArmSettings, runsAsked, type TrainingTask } from '../trainer.ts'
import { packArms } from './arms.ts'
import { storage, uniform } from './buffers.ts'
import { DISPATCH_WORDS, dispatchWords } from './dispatch.ts'
import { bind, dispatch, kernel } from './kernels.ts'
import { SMALLEST } from './pace.ts'
import { placementOf } from './placement.ts'
import type { Predictor, Taken } from './predictor.ts'
import type { Readback } from './readback.ts'
import { finishMeasurement, sumWords } from './sums.ts'

export interface Measurer {
  /** Measurements of every run, or of the runs of one repeat, [runs × layout.size], of the step issued last. */
  measure(taken: Taken, arms: readonly ArmSettings[], repeat?: number, rest?: Rest): Promise<Float32Array>
  destroy(): void
}

/** About how many multiply-adds a logit's softmax takes, a loss with its terms' shares, and a term of an L_Drop in both. */
const COST = { logit: 60, loss: 150, term: 16 }

/**
 * How many runs and examples a dispatch measures: what a small card does soon. It hangs on nothing but what is measured,
 * because sums of floats are others where they are cut at other places.
 */
export function cutOf(arms: readonly ArmSettings[], classes: number, examples: number): { readonly runs: number; readonly examples: number } {
  const cost = costOf(arms, classes)
  const together = Math.min(examples, Math.floor(SMALLEST.work / cost))
  return { examples: together, runs: SMALLEST.cores * Math.floor(SMALLEST.work / (cost * together)) }
}

/** Multiply-adds that the loss of a row takes at most. */
export function costOf(arms: readonly ArmSettings[], classes: number): number {
  const costs = arms.map(({ loss: { labelSmoothing, terms } }) => {
    const losses = labelSmoothing > 0 ? classes : 1
    return COST.logit * classes + losses * (COST.loss + (Number.isFinite(terms) ? COST.term * terms : 0))
  })
  return Math.max(...costs)
}

export function createMeasurer(
  device: GPUDevice,
  task: TrainingTask,
  runs: number,
  predictor: Predictor,
  readback: Readback,
): Measurer {
  // Nothing of the layers is needed: logits are measured.
  const placement = placementOf({ ...task, network: { ...task.network, layers: [] } }, 1)
  const layout = measurementLayout(placement.classes)
  const words = sumWords(placement.classes)
  const placementBuffer = uniform(device, placement.uniform)
  const dispatchBuffer = uniform(device, new Uint32Array(DISPATCH_WORDS))
  const armsBuffer = storage(device, (runs / task.repeats) * placement.armStride * Float32Array.BYTES_PER_ELEMENT)
  const sums = storage(device, runs * words * Uint32Array.BYTES_PER_ELEMENT)

  return {
    async measure(taken, arms, repeat, rest) {
      const { labels, rows, labelled } = taken
      if (!labels) throw new Error('What was taken in without labels cannot be measured on.')
      const measuring = kernel(device, 'measure')
      const { layouts } = measuring
      const network = bind(device, layouts[0], [placementBuffer, dispatchBuffer])
      device.queue.writeBuffer(armsBuffer, 0, packArms(arms, placement.classes))
      const clear = device.createCommandEncoder()
      clear.clearBuffer(sums)
      device.queue.submit([clear.finish()])
      const cut = cutOf(arms, placement.classes, rows)
      const parts = predictor.predict(taken, ({ firstRun, runs: inBuffer, buffer }) => {
        const bindings = [network, bind(device, layouts[1], [buffer, armsBuffer, labels, sums])] as const
        for (let run = 0; run < inBuffer; run += cut.runs) {
          for (let from = 0; from < rows; from += cut.examples) {
            const words = { runOffset: firstRun, firstOutput: run, firstExample: from, endExample: Math.min(rows, from + cut.examples), examples: rows }
            device.queue.writeBuffer(dispatchBuffer, 0, dispatchWords(words))
            dispatch(device, measuring, bindings, Math.min(cut.runs, inBuffer - run))
          }
        }
      }, repeat)
      // Without rests all of it is issued at once, so that no other measurement comes between.
      const resting = goThrough(parts, rest, predictor.held)
      if (resting) await resting
      const read = new Uint32Array(await readback.read([{ buffer: sums, size: sums.size }]))
      const asked = runsAsked(runs, task.repeats, repeat)
      const out = new Float32Array(asked.length * layout.size)
      for (const [i, run] of asked.entries()) {
        const measurement = out.subarray(i * layout.size, (i + 1) * layout.size)
        finishMeasurement(read.subarray(run * words, (run + 1) * words), layout, labelled, measurement)
      }
      return out
    },
    destroy() {
      for (const buffer of [placementBuffer, dispatchBuffer, armsBuffer, sums]) buffer.destroy()
    },
  }
}
