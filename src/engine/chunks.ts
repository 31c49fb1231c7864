import { Flight, Speed } from './flight.ts'

/** From one look at how long answers take to the next, in milliseconds: all that is in flight is waited for. */
const LOOK_MS = 5000
/** Chunks in flight, where they take less time than a clock can tell. */
const MOST_CHUNKS = 16

/** How long a chunk of steps may take, in milliseconds, and how many it may have. */
export interface Cut {
  readonly ms: number
  readonly most: number
}

/**
 * The steps that a trainer was given and has not answered for: two chunks, and where answers take long as many more as
 * are done by the time that this is known, so that it always has something to do and never much more.
 */
export class Chunks {
  /** All that the trainer was asked for, steps and others. */
  readonly flight = new Flight()
  readonly #cut: Cut
  readonly #settled: () => Promise<void>
  readonly #speed = new Speed(Infinity)
  /** Milliseconds that the chunks in flight take by what is known, and their answers, oldest first. */
  #ahead = 0
  readonly #answers: Promise<void>[] = []
  /** The first answer that was none. */
  #fault: Promise<void> | null = null
  /** Steps of the next chunk at most. */
  #most = 1
  /** When it was last looked at how long answers take. */
  #looked = -Infinity

  /** @param settled the trainer's answer for all that it was given until now */
  constructor(cut: Cut, settled: () => Promise<void>) {
    this.#cut = cut
    this.#settled = settled
  }

  /** How many steps the next chunk may have from this one on: to a multiple of a power of two, so that chunks of different machines meet. */
  from(step: number): number {
    const grid = 2 ** Math.floor(Math.log2(this.#most))
    return grid - (step % grid)
  }

  /** Waits until there is room for another chunk; rejects where one before it has failed. */
  async room(): Promise<void> {
    if (performance.now() - this.#looked >= LOOK_MS) await this.#look()
    const isFull = () => this.#answers.length >= MOST_CHUNKS || this.#ahead > this.#cut.ms + this.flight.idleMs
    while (this.#fault || isFull()) await (this.#fault ?? this.#answers[0])
  }

  /** The trainer was given so many steps, the first of them at this time. */
  given(steps: number, at: number): void {
    const expected = this.#speed.perUnit * steps
    this.#ahead += expected
    const answer = this.flight.worked(this.#settled(), at).then((ms) => {
      this.#answers.shift()
      this.#ahead = this.#answers.length === 0 ? 0 : this.#ahead - expected
      this.#speed.told(steps, ms)
      this.#most = Math.min(this.#cut.most, Math.max(1, Math.min(2 * this.#most, this.#cut.ms / this.#speed.perUnit)))
    })
    // Heard where there is no room for more.
    answer.catch(() => {
      this.#fault ??= answer
    })
    this.#answers.push(answer)
  }

  async #look(): Promise<void> {
    await this.flight.landed()
    await this.flight.answered(this.#settled())
    this.#looked = performance.now()
  }
}
