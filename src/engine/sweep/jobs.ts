import { DataError } from '../../data/dataset.ts'
import type { OwnData } from '../../data/own.ts'
import type { Experiment } from '../../experiment/index.ts'
import { messageOf, sentence } from '../../experiment/text.ts'
import type { Report } from '../protocol.ts'
import type { Engines } from '../trainers/engines.ts'
import { trainPlan } from './trainPlan.ts'

const PROGRESS_MS = 100
/** Gets a person's own data, null where there are none; rejects with a DataError. */
type Dropped = () => Promise<OwnData | null>

/** Training rests so long once there is something to draw: drawing its figures for the first time keeps a page busy. */
const FIRST_DRAWING_MS = 300

/** Trains plans for the page, one after another, so that one that is stopped has left the device when the next begins. */
export class Jobs {
  readonly #engines: Engines
  readonly #report: (report: Report, transfer?: Transferable[]) => void
  readonly #stops = new Map<number, AbortController>()
  #running: Promise<void> = Promise.resolve()

  constructor(engines: Engines, report: (report: Report, transfer?: Transferable[]) => void) {
    this.#engines = engines
    this.#report = report
  }

  start(job: number, experiment: Experiment, steps: readonly number[] | undefined, dropped: Dropped): Promise<void> {
    const stop = new AbortController()
    this.#stops.set(job, stop)
    this.#running = this.#running.then(async () => {
      await this.#run(job, experiment, steps, dropped, stop.signal)
      this.#stops.delete(job)
    })
    return this.#running
  }

  stop(job: number): void {
    this.#stops.get(job)?.abort()
  }

  async #run(job: number, experiment: Experiment, steps: readonly number[] | undefined, dropped: Dropped, signal: AbortSignal): Promise<void> {
    let told = 0
    let drawn = false
    const onProgress = (done: number, total: number) => {
      const now = performance.now()
      if (now - told < PROGRESS_MS) return
      told = now
      this.#report({ type: 'jobProgress', job, done, total })
    }
    try {
      for await (const result of trainPlan(experiment, this.#engines, { steps, signal, dropped: await dropped(), onProgress })) {
        this.#report({ type: 'jobResult', job, result }, [result.measurements.buffer])
        if (!drawn) await new Promise((resolve) => setTimeout(resolve, FIRST_DRAWING_MS))
        drawn = true
      }
      this.#report({ type: 'jobEnd', job, how: signal.aborted ? 'stopped' : 'done' })
    } catch (error) {
      const what = sentence(messageOf(error))
      const isData = error instanceof DataError
      // Unless it was the data, the next to train asks for another device.
      if (!isData) this.#engines.forget()
      const text = isData ? what : `${what} What was measured so far stands. Try again to go on with a new device.`
      this.#report({ type: 'jobEnd', job, how: 'failed', text })
    }
  }
}
