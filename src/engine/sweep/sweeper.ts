import { DataError, type RawData } from '../../data/dataset.ts'
import type { Experiment } from '../../experiment/index.ts'
import type { Engines } from '../trainers/engines.ts'
import { meanGradientNorms } from './gradientNorms.ts'
import type { Report } from '../protocol.ts'
import { runSweep } from './sweep.ts'

const PROGRESS_MS = 100
/** Training rests so long once there is something to draw: drawing its figures for the first time keeps a page busy. */
const FIRST_DRAWING_MS = 300

/** Runs sweeps for the page, and measures norms, one at a time. */
export class Sweeper {
  readonly #engines: Engines
  readonly #report: (report: Report, transfer?: Transferable[]) => void
  #stop: AbortController | null = null
  /** Sweeps follow one another, so that a stopped one has left the device when the next begins. */
  #running: Promise<void> = Promise.resolve()

  constructor(engines: Engines, report: (report: Report, transfer?: Transferable[]) => void) {
    this.#engines = engines
    this.#report = report
  }

  /** Ends a sweep that runs and begins another. */
  start(sweep: number, experiment: Experiment, dropped: RawData | null): Promise<void> {
    this.stop()
    const stop = new AbortController()
    this.#stop = stop
    this.#running = this.#running.then(() => this.#run(sweep, experiment, dropped, stop.signal))
    return this.#running
  }

  stop(): void {
    this.#stop?.abort()
  }

  /** Measures the arms' gradient norms once no sweep is on the device. */
  norms(norms: number, experiment: Experiment, dropped: RawData | null): Promise<void> {
    this.#running = this.#running.then(() => this.#measure(norms, experiment, dropped))
    return this.#running
  }

  async #measure(norms: number, experiment: Experiment, dropped: RawData | null): Promise<void> {
    try {
      this.#report({ type: 'norms', norms, means: await meanGradientNorms(experiment, this.#engines, dropped) })
    } catch (error) {
      this.#report({ type: 'norms', norms, fault: `${this.#fault(error)} Try again.` })
    }
  }

  async #run(sweep: number, experiment: Experiment, dropped: RawData | null, signal: AbortSignal): Promise<void> {
    let told = 0
    let drawn = false
    const onProgress = (done: number, total: number) => {
      const now = performance.now()
      if (now - told < PROGRESS_MS) return
      told = now
      this.#report({ type: 'sweepProgress', sweep, done, total })
    }
    try {
      for await (const moment of runSweep(experiment, this.#engines, { signal, dropped, onProgress })) {
        this.#report({ type: 'sweepMoment', sweep, moment }, [moment.measurements.buffer])
        if (!drawn) await new Promise((resolve) => setTimeout(resolve, FIRST_DRAWING_MS))
        drawn = true
      }
      this.#report({ type: 'sweepEnd', sweep, how: signal.aborted ? 'stopped' : 'done' })
    } catch (error) {
      const what = this.#fault(error)
      const text = error instanceof DataError ? what : `${what} What was measured so far stands. Sweep again to go on with a new device.`
      this.#report({ type: 'sweepEnd', sweep, how: 'failed', text })
    }
  }

  /** What went wrong, as a sentence. Unless it was the data, the next to train asks for another device. */
  #fault(error: unknown): string {
    if (!(error instanceof DataError)) this.#engines.forget()
    return error instanceof Error ? error.message.replace(/\.?$/, '.') : 'The engine failed.'
  }
}
