import type { ArmSettings, TrainingTask } from '../trainer.ts'
import { packArms } from './arms.ts'
import { storage, uniform, workRoom } from './buffers.ts'
import { DISPATCH_WORDS, dispatchWords } from './dispatch.ts'
import { uploadFeatures } from './features.ts'
import { bind, dispatch, kernel } from './kernels.ts'
import { KINDS, type KindName } from './kinds.ts'
import { createLayeredPath } from './layered/path.ts'
import { wayFor } from './path.ts'
import { parameterPlaces, placementOf, VEC4_BYTES } from './placement.ts'
import { createPredictor } from './predictor.ts'
import { createSchedule } from './schedule.ts'
import { createShell, type FusedTrainer, type Path } from './shell.ts'
import { createRunState, type Group } from './state.ts'

/**
 * Trains all runs in WGSL, in the way that `wayFor` says; see `fitsFused` for what it takes. Two trainers of the same
 * task give the same numbers bit for bit on the same adapter.
 *
 * @param device with the limits that `fitsFused` was asked about; `warmUp` spares the wait for its compiler
 * @param way layered, or one of `kindsOn(device)`
 */
export function createFusedTrainer(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[], way = wayFor(device, task, arms.length)): FusedTrainer {
  const path = way === 'layered' ? createLayeredPath(device, task, arms) : createTogetherPath(device, task, arms, way)
  return createShell(device, task, arms, path)
}

/** One workgroup a run, and many steps a dispatch. */
function createTogetherPath(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[], kind: KindName): Path {
  const { network, repeats, batchSize } = task
  const runs = arms.length * repeats
  const placement = placementOf(task, batchSize, KINDS[kind].gap)
  const schedule = createSchedule(task)
  const state = createRunState(device, placement, parameterPlaces(placement, network), runs)
  const features = uploadFeatures(device, task.features, network.inputs)
  const predictor = createPredictor(device, task, state.groups)

  const workBytes = placement.workStride * VEC4_BYTES
  const mostRuns = Math.min(runs, workRoom(device.limits, workBytes))
  const placementBuffer = uniform(device, placement.uniform)
  const dispatchBuffer = uniform(device, new Uint32Array(DISPATCH_WORDS))
  const work = storage(device, mostRuns * workBytes)
  const armsBuffer = storage(device, packArms(arms, placement.classes))
  const labels = storage(device, new Uint32Array(task.labels))
  const batches = storage(device, schedule.size)
  const training = kernel(device, kind)
  const { layouts } = training
  const bindingsOf = ({ parameters, slots }: Group) =>
    [
      bind(device, layouts[0], [placementBuffer, dispatchBuffer, features, parameters, work]),
      bind(device, layouts[1], [slots, armsBuffer, labels, batches]),
    ] as const
  const bindings = state.groups.map(bindingsOf)

  return {
    state,
    predictor,
    capacity: schedule.capacity,
    mostRuns,
    schedule: (from, steps) => device.queue.writeBuffer(batches, 0, schedule.write(from, steps)),
    issue(group, { runs, ...part }) {
      device.queue.writeBuffer(dispatchBuffer, 0, dispatchWords({ ...part, runOffset: group.firstRun }))
      dispatch(device, training, bindings[state.groups.indexOf(group)], runs)
    },
    setArms: (next) => device.queue.writeBuffer(armsBuffer, 0, packArms(next, placement.classes)),
    upload: (given) => uploadFeatures(device, given, network.inputs),
    destroy() {
      for (const buffer of [placementBuffer, dispatchBuffer, features, work, armsBuffer, labels, batches]) buffer.destroy()
    },
  }
}
