import type { ArmSettings, TrainingTask } from '../../trainer.ts'
import { packArms } from '../arms.ts'
import { storage } from '../buffers.ts'
import { costOf } from '../measurer.ts'
import { createPace } from '../pace.ts'
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
  const pace = createPace(device)
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
  const workOfStep = 3 * batchSize * network.work

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

  function* issue(scheduleSteps: number): Generator<number> {
    let done = 0
    for (const group of state.groups) {
      for (let firstRun = 0, together = 0; firstRun < group.runs; firstRun += together) {
        together = pace.size(workOfStep, Math.min(mostRuns, group.runs - firstRun), scheduleSteps).runs
        for (let firstStep = 0, steps = 0; firstStep < scheduleSteps; firstStep += steps) {
          steps = pace.size(workOfStep, together, scheduleSteps - firstStep).steps
          for (let s = firstStep; s < firstStep + steps; s++) addStep(group, firstRun, together, s, scheduleSteps)
          issuer.submit()
          pace.submitted(workOfStep * together * steps)
          done += (together * steps) / runs
          yield done
        }
      }
    }
  }

  return {
    state,
    predictor,
    capacity: schedule.capacity,
    issue(from, steps) {
      const indices = schedule.write(from, steps)
      device.queue.writeBuffer(batches, 0, indices)
      device.queue.writeBuffer(batches, indices.byteLength, counts.of(indices, steps))
      return issue(steps)
    },
    held: pace.held,
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
