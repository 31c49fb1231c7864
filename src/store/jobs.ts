import type { Report } from '../engine/protocol.ts'

/** What is reported of a job. */
export type JobReport = Extract<Report, { readonly job: number }>

/** The jobs that were asked for and have not ended, and who hears of them. */
export class OpenJobs {
  readonly #heard = new Map<number, (report: JobReport) => void>()
  #last = 0

  /** A new job; all that is reported of it is heard, its end last. */
  begin(hear: (report: JobReport) => void): number {
    this.#heard.set(++this.#last, hear)
    return this.#last
  }

  receive(report: JobReport): void {
    const hear = this.#heard.get(report.job)
    if (report.type === 'jobEnd') this.#heard.delete(report.job)
    hear?.(report)
  }

  /** How many there are. */
  get count(): number {
    return this.#heard.size
  }

  /** Ends one that does not answer to a stop; false where it has ended. */
  stop(job: number): boolean {
    if (!this.#heard.has(job)) return false
    this.receive({ type: 'jobEnd', job, how: 'stopped' })
    return true
  }

  /** The engine that trained them failed. */
  fail(text: string): void {
    for (const job of this.#heard.keys()) this.receive({ type: 'jobEnd', job, how: 'failed', text })
  }
}
