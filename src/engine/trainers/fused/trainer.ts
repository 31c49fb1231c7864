import { answersOf } from '../answers.ts'
import { createFailure } from '../failure.ts'
import { goThrough } from '../../rest.ts'
import { type ArmSettings, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { packArms } from './arms.ts'
import { storage, uniform, workRoom } from './buffers.ts'
import { DISPATCH_WORDS, dispatchWords } from './dispatch.ts'
import { uploadFeatures } from './features.ts'
import { bind, dispatch, kernel } from './kernels.ts'
import { kindFor, KINDS } from './kinds.ts'
import { createMeasurer } from './measurer.ts'
import { createPace } from './pace.ts'
import { placementOf, VEC4_BYTES } from './placement.ts'
import { createPredictor, type Logits, type Taken } from './predictor.ts'
import { createReadback } from './readback.ts'
import { createSchedule } from './schedule.ts'
import { createRunState } from './state.ts'

/** A trainer that measures where it trains. */
export type FusedTrainer = Trainer & Required<Pick<Trainer, 'measure'>>

/**
 * Trains all runs in WGSL, one workgroup a run and many steps a dispatch; see `fitsFused` for what it takes. Two
 * trainers of the same task give the same numbers bit for bit on the same adapter.
 *
 * @param device with the limits that `fitsFused` was asked about; `warmUp` spares the wait for its compiler
 * @param kind what it trains with: one of `kindsOn(device)`; without it, what suits the task
 */
export function createFusedTrainer(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[], kind = kindFor(device, task)): FusedTrainer {
  const { network, repeats, batchSize } = task
  const runs = arms.length * repeats
  const placement = placementOf(task, batchSize, KINDS[kind].gap)
  const failure = createFailure(device)
  const { flight, wait } = answersOf(device)
  const pace = createPace(device)
  const readback = createReadback(device)
  const schedule = createSchedule(task)
  const state = createRunState(device, placement, network, runs)
  const features = uploadFeatures(device, task.features, network.inputs)
  const taken: Taken[] = []
  const predictor = createPredictor(device, task, state.groups)
  const measurer = createMeasurer(device, task, runs, predictor, readback)

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
  const groups = state.groups.map((group) => ({
    ...group,
    bindings: [
      bind(device, layouts[0], [placementBuffer, dispatchBuffer, features, group.parameters, work]),
      bind(device, layouts[1], [group.slots, armsBuffer, labels, batches]),
    ] as const,
  }))
  const workOfStep = 3 * batchSize * network.work
  let step = 0

  const initial = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  state.writeParameters((run) => initial[run % repeats])

  /** Issues steps in dispatches that keep the pace. */
  function* trainSteps(steps: number): Generator<number> {
    for (let left = steps; left > 0; ) {
      const scheduled = Math.min(left, schedule.capacity)
      device.queue.writeBuffer(batches, 0, schedule.write(step, scheduled))
      for (const done of issue(scheduled)) yield (steps - left + done) / steps
      step += scheduled
      left -= scheduled
    }
  }

  /** Issues the steps in the schedule, and yields how many of them all runs together have done. */
  function* issue(scheduleSteps: number): Generator<number> {
    let done = 0
    for (const { bindings, firstRun: runOffset, runs: inGroup } of groups) {
      for (let firstRun = 0, together = 0; firstRun < inGroup; firstRun += together) {
        together = pace.size(workOfStep, Math.min(mostRuns, inGroup - firstRun), scheduleSteps).runs
        for (let firstStep = 0, steps = 0; firstStep < scheduleSteps; firstStep += steps) {
          steps = pace.size(workOfStep, together, scheduleSteps - firstStep).steps
          const words = dispatchWords({ firstRun, runOffset, firstStep, steps, scheduleSteps })
          device.queue.writeBuffer(dispatchBuffer, 0, words)
          dispatch(device, training, bindings, together)
          pace.submitted(workOfStep * together * steps)
          done += (together * steps) / runs
          yield done
        }
      }
    }
  }

  return {
    get step() {
      return step
    },
    advance: (steps, rest) => goThrough(trainSteps(steps), rest, pace.held),
    settled: () => failure.guard(flight.answered(wait(device.queue.onSubmittedWorkDone()))),
    setArms(next) {
      device.queue.writeBuffer(armsBuffer, 0, packArms(next, placement.classes))
    },
    take(features, rows) {
      const examples = features.length / network.inputs
      const held = uploadFeatures(device, features, network.inputs)
      return taken.push({ examples, features: held, labels: rows ? storage(device, new Uint32Array(rows)) : null }) - 1
    },
    async predict(handle, repeat, rest) {
      const parts: Promise<ArrayBuffer>[] = []
      const use = ({ buffer, size }: Logits) => parts.push(readback.read([{ buffer, size }]))
      const resting = goThrough(predictor.predict(taken[handle], use, repeat), rest, predictor.held)
      if (resting) await failure.guard(resting)
      const done = await failure.guard(Promise.all(parts))
      const asked = runsAsked(runs, repeats, repeat).length
      const logits = new Float32Array(asked * taken[handle].examples * placement.classes)
      let at = 0
      for (const part of done) {
        logits.set(new Float32Array(part), at)
        at += part.byteLength / Float32Array.BYTES_PER_ELEMENT
      }
      return logits
    },
    measure: (handle, settings, repeat, rest) => failure.guard(measurer.measure(taken[handle], settings, repeat, rest)),
    async snapshot() {
      const at = step
      return { step: at, ...(await failure.guard(state.read(readback))) }
    },
    restore(snapshot) {
      step = snapshot.step
      state.write(snapshot)
    },
    dispose() {
      failure.stop()
      for (const part of [state, predictor, measurer, readback]) part.destroy()
      for (const buffer of taken.flatMap(({ features, labels }) => [features, labels])) buffer?.destroy()
      for (const buffer of [placementBuffer, dispatchBuffer, features, work, armsBuffer, labels, batches]) buffer.destroy()
    },
  }
}
