import type { ArmSettings, TrainingTask } from '../../trainer.ts'
import { packArms } from '../arms.ts'
import { storage } from '../buffers.ts'
import { costOf } from '../measurer.ts'
import { createSchedule } from '../schedule.ts'
import type { Path } from '../shell.ts'
import { createRunState, type Group } from '../state.ts'
import { createIssuer, kindOf } from './issuer.ts'
import { createLabelCounts } from './labelCounts.ts'
import { createLayeredPredictor } from './predictor.ts'
import { fittingLayout, runRoom } from './room.ts'
import { backwardStages, forwardStages, type Stage, updateStages } from './stages.ts'

/**
 * Layer by layer, many workgroups a run: a step is some dispatches for each layer, and as many steps as keep the pace
 * are in one command buffer. Where a batch does not fit, it is gone through in parts whose gradients add up.
 */
export function createLayeredPath(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[]): Path {
  const { network, repeats, batchSize } = task
  const runs = arms.length * repeats
  const kind = kindOf(device)
  const layout = fittingLayout(task, batchSize, device.limits, kind)
  const schedule = createSchedule(task)
  const counts = createLabelCounts(task)
  const state = createRunState(device, layout, layout.places, runs)
  const predictor = createLayeredPredictor(device, task, state.groups)
  const mostRuns = Math.min(runs, runRoom(layout, device.limits))
  const issuer = createIssuer(device, layout, mostRuns)
  const features = storage(device, task.features as Float32Array<ArrayBuffer>)
  const armsBuffer = storage(device, packArms(arms, network.classes))
  const labels = storage(device, new Uint32Array(task.labels))
  const countBytes = schedule.capacity * repeats * Uint32Array.BYTES_PER_ELEMENT
  const batches = storage(device, schedule.size + countBytes)
  const forward = forwardStages(layout)
  const update = updateStages(layout)
  let backward = backwardStages(layout, costOf(arms, network.classes))

  /** Adds one step of some runs of a group. */
  function addStep(group: Group, firstRun: number, together: number, step: number, scheduleSteps: number): void {
    const about = { firstRun, runOffset: group.firstRun, step, scheduleSteps }
    const indexStride = scheduleSteps * batchSize
    const labelled = 2 * scheduleSteps + repeats * indexStride + step
    const training = [group.slots, armsBuffer, labels, batches]
    const secondOf = ({ kernel }: Stage) => {
      if (kernel === 'layeredGather') return [features, batches]
      return kernel === 'layeredLoss' || kernel === 'layeredUpdate' ? training : undefined
    }
    for (let first = 0; first < batchSize; first += layout.examples) {
      const examples = Math.min(layout.examples, batchSize - first)
      const indices = 2 * scheduleSteps + step * batchSize + first
      const words = { ...about, indices, indexStride, labelled, examples, isLater: Number(first > 0) }
      for (const stage of [...forward, ...backward]) issuer.add(stage, group, together, words, secondOf(stage))
    }
    for (const stage of update) issuer.add(stage, group, together, about, secondOf(stage))
  }

  return {
    state,
    predictor,
    capacity: schedule.capacity,
    mostRuns,
    schedule(from, steps) {
      const indices = schedule.write(from, steps)
      device.queue.writeBuffer(batches, 0, indices)
      device.queue.writeBuffer(batches, indices.byteLength, counts.of(indices, steps))
    },
    issue(group, { firstRun, runs, firstStep, steps, scheduleSteps }) {
      for (let step = firstStep; step < firstStep + steps; step++) addStep(group, firstRun, runs, step, scheduleSteps)
      issuer.submit()
    },
    setArms(next) {
      device.queue.writeBuffer(armsBuffer, 0, packArms(next, network.classes))
      backward = backwardStages(layout, costOf(next, network.classes))
    },
    upload: (given) => storage(device, given as Float32Array<ArrayBuffer>),
    destroy() {
      issuer.destroy()
      for (const buffer of [features, armsBuffer, labels, batches]) buffer.destroy()
    },
  }
}
