/** Answers to nothing that are remembered; the quickest of them counts, so that what else the machine does says little. */
const REMEMBERED = 3
/** How long an answer takes is never known better than to this share of it. */
const EXACTNESS = 0.1
/** Answers that are no further apart came at the same moment. */
const MOMENT_MS = 1

/**
 * What was given to something that works through it in turn, a device or threads, and says some time after each piece
 * that it is done. From when pieces are given and answered follows how long the work itself took.
 */
export class Flight {
  #idle: number[] = []
  /** How many pieces were given, and the answers that are still to come. */
  #given = 0
  readonly #open = new Set<Promise<unknown>>()
  /** When the last answer came. */
  #answered = -Infinity

  /** Milliseconds to the answer of one that has nothing to do; 0 as long as nothing is known of it. */
  get idleMs(): number {
    return this.#idle.length === 0 ? 0 : Math.min(...this.#idle)
  }

  /** Resolves when all that is in flight now is answered. */
  async landed(): Promise<void> {
    await Promise.allSettled(this.#open)
  }

  /**
   * Milliseconds that a piece of work took, once it is answered: since it was begun, which is when the piece before it
   * was done, or when it was given, and without what an answer takes by itself.
   */
  async worked(answer: Promise<unknown>, given = performance.now()): Promise<number> {
    this.#given++
    this.#open.add(answer)
    try {
      await answer
    } finally {
      this.#open.delete(answer)
    }
    const now = performance.now()
    // An answer that was quicker than those to nothing proves them wrong.
    if (now - given < this.idleMs) this.#idle = [now - given]
    const ms = now - Math.max(given + this.idleMs, this.#answered)
    const least = EXACTNESS * (now - Math.max(given, this.#answered))
    this.#answered = now
    return Math.max(ms, least)
  }

  /** Waits for an answer to nothing: where nothing is in flight, that is how long answers take. */
  async answered<T>(answer: Promise<T>): Promise<T> {
    const given = this.#given
    const isIdle = this.#open.size === 0
    const asked = performance.now()
    const value = await answer
    if (isIdle && this.#given === given) this.#idle = [...this.#idle, performance.now() - asked].slice(-REMEMBERED)
    return value
  }
}

/**
 * Milliseconds that a unit of work takes, by the last few pieces: each counts for a quarter of the one after it. Those
 * that are answered at the same moment are one piece: the first of them has all of its time.
 */
export class Speed {
  #ms = 0
  #units = 0
  readonly #guess: number

  /** @param guess for as long as nothing was done */
  constructor(guess: number) {
    this.#guess = guess
  }

  get perUnit(): number {
    return this.#units === 0 ? this.#guess : this.#ms / this.#units
  }

  told(units: number, ms: number): void {
    const kept = ms < MOMENT_MS ? 1 : 0.25
    this.#ms = kept * this.#ms + ms
    this.#units = kept * this.#units + units
  }
}
