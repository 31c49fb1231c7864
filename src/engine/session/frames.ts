/** Most is learned in the first steps: until here a frame follows whenever the step grew by a quarter. */
const EARLY_STEPS = 128
/** Waiting for a page that has not drawn the last frame, in the first steps. */
const PATIENCE_MS = 1500
/** Two frames a second, with room for the step that is under way when the next is due. */
const SLOWEST_MS = 450
/** Large snapshots are taken this far apart, smaller ones with every frame. */
const SNAPSHOT_MS = 500
const SMALL_SNAPSHOT = 2 ** 16

/**
 * How long to train between frames that are `period` milliseconds apart, by how long the last took to measure, picture
 * and keep: training has half of the time at least, and more where there are two frames a second nevertheless.
 */
export function restAfter(framing: number, period: number): number {
  return Math.max(period, Math.min(2.5 * framing, SLOWEST_MS), 2 * framing) - framing
}

/** When frames and snapshots are due in one course of training, and how long it waits for the page to draw them. */
export class FrameTimes {
  readonly #period: number
  #lastFrame = performance.now()
  #lastSnapshot = this.#lastFrame
  #lastStep: number
  #gap: number
  /** As long as the last frame took, where that is long. */
  #earlyGap = 0
  #patience = PATIENCE_MS

  /** @param period milliseconds from frame to frame, where measuring is quick */
  constructor(period: number, step: number) {
    this.#period = period
    this.#gap = period
    this.#lastStep = step
  }

  /**
   * How many milliseconds to wait for a page that has not drawn the last frame. A hidden one draws nothing: training
   * waits for it only this long, and for one that is still being put together so long in all, so that it has the
   * beginning of its curves.
   */
  patience(step: number, isEverywhere?: boolean): number {
    const isEarly = step < EARLY_STEPS
    return isEarly || isEverywhere ? Math.max(this.#lastFrame + this.#period - performance.now(), isEarly ? this.#patience : 0) : 0
  }

  waited(ms: number): void {
    this.#patience -= ms
  }

  /** The step at which the next early frame is due. */
  next(step: number): number {
    return step < EARLY_STEPS ? step + Math.max(1, Math.ceil(step / 4)) : Infinity
  }

  isDue(step: number): boolean {
    const since = performance.now() - this.#lastFrame
    return since >= this.#gap || (step <= EARLY_STEPS && step >= 1.25 * this.#lastStep && since >= this.#earlyGap)
  }

  isSnapshotDue(bytes: number): boolean {
    return bytes <= SMALL_SNAPSHOT || performance.now() - this.#lastSnapshot >= SNAPSHOT_MS
  }

  /** Steps a second since the last frame. */
  speed(step: number): number {
    const ms = performance.now() - this.#lastFrame
    // A clock that is coarse may stand still: then nothing is known of the speed.
    return ms > 0 ? ((step - this.#lastStep) * 1000) / ms : 0
  }

  /** A frame of this step was asked for, with a snapshot or without. */
  asked(step: number, withSnapshot: boolean): void {
    this.#lastFrame = performance.now()
    if (withSnapshot) this.#lastSnapshot = this.#lastFrame
    this.#lastStep = step
  }

  /** The last frame took so many milliseconds, without the way to the trainer and back. */
  took(framing: number): void {
    this.#gap = framing + restAfter(framing, this.#period)
    this.#earlyGap = framing > this.#period / 2 ? framing : 0
  }

  /** Training went back to this step. */
  wentBack(step: number): void {
    this.#lastStep = step
  }
}
