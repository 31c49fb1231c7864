import { answersOf } from '../answers.ts'
import { createFailure } from '../failure.ts'
import { goThrough } from '../../rest.ts'
import { type ArmSettings, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { storage } from './buffers.ts'
import { createMeasurer } from './measurer.ts'
import { createPace } from './pace.ts'
import type { Logits, Predictor, Taken } from './predictor.ts'
import { createReadback } from './readback.ts'
import type { Group, RunState } from './state.ts'

/** A trainer that measures where it trains. */
export type FusedTrainer = Trainer & Required<Pick<Trainer, 'measure'>>

/** Some runs of a group, counted from its first, and some steps of a schedule. */
export interface Part {
  readonly firstRun: number
  readonly runs: number
  readonly firstStep: number
  readonly steps: number
  readonly scheduleSteps: number
}

/** What the paths do each in their way. */
export interface Path {
  readonly state: RunState
  readonly predictor: Predictor
  /** The most steps that are scheduled at a time, and the most runs that train side by side. */
  readonly capacity: number
  readonly mostRuns: number
  /** Says which examples the steps from step `from` on are trained on. */
  schedule(from: number, steps: number): void
  /** Issues a part of what is scheduled. */
  issue(group: Group, part: Part): void
  setArms(arms: readonly ArmSettings[]): void
  upload(features: Float32Array): GPUBuffer
  destroy(): void
}

/** What all paths of the fused engine do alike, on the runs of a task. */
export function createShell(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[], path: Path): FusedTrainer {
  const { network, repeats, batchSize } = task
  const { inputs, positions, classes } = network
  const runs = arms.length * repeats
  const failure = createFailure(device)
  const { flight, wait } = answersOf(device)
  const readback = createReadback(device)
  const taken: Taken[] = []
  const { state, predictor, mostRuns } = path
  const pace = createPace(device)
  const workOfStep = 3 * batchSize * network.work
  const measurer = createMeasurer(device, task, runs, predictor, readback)
  let step = 0

  const initial = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  state.writeParameters((run) => initial[run % repeats])

  /** Issues steps in dispatches that keep the pace. */
  function* trainSteps(steps: number): Generator<number> {
    for (let left = steps; left > 0; ) {
      const together = Math.min(left, path.capacity)
      path.schedule(step, together)
      for (const done of issue(together)) yield (steps - left + done) / steps
      step += together
      left -= together
    }
  }

  /** Issues the steps in the schedule, and yields how many of them all runs together have done. */
  function* issue(scheduleSteps: number): Generator<number> {
    let done = 0
    for (const group of state.groups) {
      for (let firstRun = 0, together = 0; firstRun < group.runs; firstRun += together) {
        together = pace.size(workOfStep, Math.min(mostRuns, group.runs - firstRun), scheduleSteps).runs
        for (let firstStep = 0, steps = 0; firstStep < scheduleSteps; firstStep += steps) {
          steps = pace.size(workOfStep, together, scheduleSteps - firstStep).steps
          path.issue(group, { firstRun, runs: together, firstStep, steps, scheduleSteps })
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
    setArms: path.setArms,
    take(features, labels) {
      const examples = features.length / inputs
      const labelled = labels?.reduce((sum, label) => sum + Number(label >= 0), 0) ?? 0
      const held = { features: path.upload(features), labels: labels ? storage(device, new Uint32Array(labels)) : null }
      return taken.push({ examples, rows: examples * positions, labelled, ...held }) - 1
    },
    async predict(handle, repeat, rest) {
      const parts: Promise<ArrayBuffer>[] = []
      const use = ({ buffer, size }: Logits) => parts.push(readback.read([{ buffer, size }]))
      const resting = goThrough(predictor.predict(taken[handle], use, repeat), rest, predictor.held)
      if (resting) await failure.guard(resting)
      const done = await failure.guard(Promise.all(parts))
      const asked = runsAsked(runs, repeats, repeat).length
      const logits = new Float32Array(asked * taken[handle].rows * classes)
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
      for (const part of [state, predictor, measurer, readback, path]) part.destroy()
      for (const buffer of taken.flatMap(({ features, labels }) => [features, labels])) buffer?.destroy()
    },
  }
}
