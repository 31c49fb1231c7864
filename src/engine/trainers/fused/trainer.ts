import { createFailure } from '../failure.ts'
import { type ArmSettings, parameterCount, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { packArms } from './arms.ts'
import { storage, uniform, workRoom } from './buffers.ts'
import { DISPATCH_WORDS, dispatchWords } from './dispatch.ts'
import { createFeatureStore } from './features.ts'
import { bind, kernel, trainingKernel } from './kernels.ts'
import { createMeasurer, type Measurer } from './measurer.ts'
import { createPace } from './pace.ts'
import { planOf, VEC4_BYTES } from './plan.ts'
import { createPredictor } from './predictor.ts'
import { createReadback } from './readback.ts'
import { createSchedule } from './schedule.ts'
import { createRunState } from './state.ts'

/** A trainer that measures where it trains. */
export interface FusedTrainer extends Trainer {
  readonly measure: Measurer['measure']
}

/**
 * Trains all runs in WGSL, one workgroup a run and many steps a dispatch; see `fitsFused` for what it takes. Two
 * trainers of the same task give the same numbers bit for bit on the same adapter.
 *
 * @param device with the limits that `fitsFused` was asked about; `warmUp` spares the wait for its compiler
 */
export function createFusedTrainer(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[]): FusedTrainer {
  const { sizes, repeats, batchSize } = task
  const runs = arms.length * repeats
  const plan = planOf(task, batchSize)
  const failure = createFailure(device)
  const pace = createPace(device)
  const readback = createReadback(device)
  const schedule = createSchedule(task)
  const state = createRunState(device, plan, sizes, runs)
  const store = createFeatureStore(device, task)
  const predictor = createPredictor(device, task, state.groups, store, pace)
  const measurer = createMeasurer(device, task, runs, predictor, readback)

  const workBytes = plan.workStride * VEC4_BYTES
  const mostRuns = Math.min(runs, workRoom(device.limits, workBytes))
  const planBuffer = uniform(device, plan.uniform)
  const dispatchBuffer = uniform(device, new Uint32Array(DISPATCH_WORDS))
  const work = storage(device, mostRuns * workBytes)
  const armsBuffer = storage(device, packArms(arms, plan.classes))
  const labels = storage(device, new Uint32Array(task.labels))
  const batches = storage(device, schedule.size)
  const { pipeline, layouts } = kernel(device, trainingKernel(device, sizes))
  const groups = state.groups.map((group) => ({
    ...group,
    network: bind(device, layouts[0], [planBuffer, dispatchBuffer, store.training, group.parameters, work]),
    training: bind(device, layouts[1], [group.slots, armsBuffer, labels, batches]),
  }))
  const workOfStep = 3 * batchSize * parameterCount(sizes)
  let step = 0

  const initial = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  state.writeParameters((run) => initial[run % repeats])

  /** Issues the steps in the schedule, in dispatches that keep the pace. */
  function issue(scheduleSteps: number): void {
    for (const { network, training, firstRun: runOffset, runs: inGroup } of groups) {
      for (let firstRun = 0, together = 0; firstRun < inGroup; firstRun += together) {
        together = pace.size(workOfStep, Math.min(mostRuns, inGroup - firstRun), scheduleSteps).runs
        for (let firstStep = 0, steps = 0; firstStep < scheduleSteps; firstStep += steps) {
          steps = pace.size(workOfStep, together, scheduleSteps - firstStep).steps
          const words = dispatchWords({ firstRun, runOffset, firstStep, steps, scheduleSteps })
          device.queue.writeBuffer(dispatchBuffer, 0, words)
          const encoder = device.createCommandEncoder()
          const pass = encoder.beginComputePass()
          pass.setPipeline(pipeline)
          pass.setBindGroup(0, network)
          pass.setBindGroup(1, training)
          pass.dispatchWorkgroups(together)
          pass.end()
          device.queue.submit([encoder.finish()])
          pace.submitted(workOfStep * together * steps)
        }
      }
    }
  }

  return {
    get step() {
      return step
    },
    advance(steps) {
      for (let left = steps; left > 0; ) {
        const scheduled = Math.min(left, schedule.capacity)
        device.queue.writeBuffer(batches, 0, schedule.write(step, scheduled))
        issue(scheduled)
        step += scheduled
        left -= scheduled
      }
    },
    settled: () => failure.guard(device.queue.onSubmittedWorkDone()),
    setArms(next) {
      device.queue.writeBuffer(armsBuffer, 0, packArms(next, plan.classes))
    },
    async predict(features, repeat) {
      const parts: Promise<ArrayBuffer>[] = []
      predictor.predict(features, ({ buffer, size }) => parts.push(readback.read([{ buffer, size }])), repeat)
      const done = await failure.guard(Promise.all(parts))
      const asked = runsAsked(runs, repeats, repeat).length
      const logits = new Float32Array((asked * features.length * plan.classes) / sizes[0])
      let at = 0
      for (const part of done) {
        logits.set(new Float32Array(part), at)
        at += part.byteLength / Float32Array.BYTES_PER_ELEMENT
      }
      return logits
    },
    measure: (split, settings, repeat) => failure.guard(measurer.measure(split, settings, repeat)),
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
      for (const part of [state, store, predictor, measurer, readback]) part.destroy()
      for (const buffer of [planBuffer, dispatchBuffer, work, armsBuffer, labels, batches]) buffer.destroy()
    },
  }
}
