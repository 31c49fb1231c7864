import { Speed } from '../../flight.ts'
import { answersOf } from '../answers.ts'
import { isSoftware } from '../gpus.ts'

/** A dispatch should not hold the device longer than this. */
const BUDGET = 12
/** Dispatches that take longer than this together are waited for, where the trainer may rest. */
const SOON = 100
/** Milliseconds a multiply-add takes before anything was measured. */
const GUESS = { software: 1e-6, hardware: 1.2e-8 }
/** Runs that a device works on side by side; splitting further only makes it idle. */
const CONCURRENCY = { software: 2, hardware: 64 }
/** A small card, which any may be of which nothing is known yet: what each of its cores does in 0.3 seconds. */
export const SMALLEST = { cores: 3, work: 1e9 } as const
/** Milliseconds that runs side by side may take where one of them alone is long. */
const LONGEST = 150

/** Learns from the dispatches done how much fits into the next. */
export interface Pace {
  /** How many runs and steps one dispatch may hold, when a run's step costs `work` multiply-adds. */
  size(work: number, runs: number, steps: number): { readonly runs: number; readonly steps: number }
  /** Call after each submit with the multiply-adds in it. */
  submitted(work: number): void
  /** Resolves when all that was submitted is done; undefined where that is soon. */
  held(): Promise<unknown> | undefined
}

/** How many runs a dispatch may hold however long they take, when a step of one costs `work`. */
function sideBySide(kind: keyof typeof CONCURRENCY, work: number, msPerWork: number): number {
  const most = CONCURRENCY[kind]
  if (kind === 'software') return most
  const { cores, work: ofCore } = SMALLEST
  const isKnown = msPerWork !== GUESS[kind]
  const fitting = isKnown ? Math.floor(LONGEST / (msPerWork * work)) : cores * Math.floor(ofCore / work)
  return Math.min(most, Math.max(1, fitting))
}

export function createPace(device: GPUDevice): Pace {
  const kind = isSoftware(device) ? 'software' : 'hardware'
  const { flight, wait } = answersOf(device)
  const speed = new Speed(GUESS[kind])
  /** Milliseconds that what was submitted and is not known to be done may still take. */
  let ahead = 0
  /** What is submitted at one go: a device that looks for answers now and then gives all of them at once. */
  let batch: { work: number; ms: number; readonly given: number } | null = null
  let done = Promise.resolve()

  function close(): void {
    if (!batch) return
    const { work, ms, given } = batch
    batch = null
    done = flight
      .worked(wait(device.queue.onSubmittedWorkDone()), given)
      .then((took) => speed.told(work, took), () => {})
      .finally(() => (ahead -= ms))
  }

  return {
    size(work, runs, steps) {
      const { perUnit } = speed
      const units = BUDGET / (perUnit * work)
      const together = Math.min(runs, Math.max(sideBySide(kind, work, perUnit), Math.floor(units)))
      return { runs: together, steps: Math.min(steps, Math.max(1, Math.floor(units / together))) }
    },
    submitted(work) {
      if (!batch) {
        batch = { work: 0, ms: 0, given: performance.now() }
        queueMicrotask(close)
      }
      const expected = speed.perUnit * work
      batch.work += work
      batch.ms += expected
      ahead += expected
    },
    held() {
      if (ahead <= SOON + flight.idleMs) return undefined
      close()
      return done
    },
  }
}
