import { answersOf } from '../answers.ts'
import { createFailure } from '../failure.ts'
import { goThrough } from '../../rest.ts'
import { type ArmSettings, runsAsked, type Trainer, type TrainingTask, weightsOf } from '../trainer.ts'
import { storage } from './buffers.ts'
import { createMeasurer } from './measurer.ts'
import type { Logits, Predictor, Taken } from './predictor.ts'
import { createReadback } from './readback.ts'
import type { RunState } from './state.ts'

/** A trainer that measures where it trains. */
export type FusedTrainer = Trainer & Required<Pick<Trainer, 'measure'>>

/** What the paths do each in their way. */
export interface Path {
  readonly state: RunState
  readonly predictor: Predictor
  /** The most steps that are issued at a time. */
  readonly capacity: number
  /** Issues steps from step `from` on, and yields how many of them all runs together have done. */
  issue(from: number, steps: number): Iterable<number>
  /** What `goThrough` waits for between the parts. */
  held(): Promise<unknown> | undefined
  setArms(arms: readonly ArmSettings[]): void
  upload(features: Float32Array): GPUBuffer
  destroy(): void
}

/** What all paths of the fused engine do alike, on the runs of a task. */
export function createShell(device: GPUDevice, task: TrainingTask, arms: readonly ArmSettings[], path: Path): FusedTrainer {
  const { network, repeats } = task
  const { inputs, positions, classes } = network
  const runs = arms.length * repeats
  const failure = createFailure(device)
  const { flight, wait } = answersOf(device)
  const readback = createReadback(device)
  const taken: Taken[] = []
  const { state, predictor } = path
  const measurer = createMeasurer(device, task, runs, predictor, readback)
  let step = 0

  const initial = Array.from({ length: repeats }, (_, repeat) => weightsOf(task, repeat))
  state.writeParameters((run) => initial[run % repeats])

  /** Issues steps in dispatches that keep the pace. */
  function* trainSteps(steps: number): Generator<number> {
    for (let left = steps; left > 0; ) {
      const together = Math.min(left, path.capacity)
      for (const done of path.issue(step, together)) yield (steps - left + done) / steps
      step += together
      left -= together
    }
  }

  return {
    get step() {
      return step
    },
    advance: (steps, rest) => goThrough(trainSteps(steps), rest, path.held),
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
