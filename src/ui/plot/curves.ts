import type { List, Scalar, SplitName } from '../../experiment/layout.ts'
import type { History } from '../../store/history.ts'
import type { View } from './view.ts'

/** Which number of a measurement a chart draws. */
export interface Quantity {
  readonly split: SplitName
  readonly metric: Scalar | List
  /** Which entry of a list; 0 for a single number. */
  readonly index: number
}

/** One arm over the kept frames: mean, least and greatest of its repeats; NaN where a repeat diverged. */
export interface Curve {
  readonly mean: number[]
  readonly low: number[]
  readonly high: number[]
}

/**
 * One quantity of every arm, or what it is minus the baseline's (arm 0) in the same repeat, read from a history. `update` reads only the frames that are new,
 * so that a long training costs a redraw no more than a short one.
 */
export class Curves {
  /** The step of each frame. */
  readonly steps: number[] = []
  /** One per arm. */
  readonly arms: readonly Curve[]
  readonly #history: History
  readonly #quantity: Quantity
  readonly #repeats: number
  readonly #compared: View['compared']
  /** NLLs at the last frame, which tell it from another where the quantity is no number. */
  #last: readonly number[] = []

  constructor(history: History, quantity: Quantity, repeats: number, compared: View['compared'] = 'values') {
    this.#compared = compared
    this.#history = history
    this.#quantity = quantity
    this.#repeats = repeats
    this.arms = Array.from({ length: Math.floor(history.runs / repeats) }, () => ({ mean: [], low: [], high: [] }))
  }

  /** Catches up with the history. */
  update(): void {
    if (!this.#isPrefix()) this.#clear()
    for (let frame = this.steps.length; frame < this.#history.frames; frame++) this.#read(frame)
    this.#last = this.steps.length > 0 ? this.#lossesOfAll(this.steps.length - 1) : []
  }

  /** Whether all runs behind an arm's value at a frame are finite: a number that is none is not defined there, then. */
  isFinite(arm: number, frame: number): boolean {
    if (frame < 0 || frame >= this.steps.length) return false
    const arms = this.#compared === 'values' ? [arm] : [0, arm]
    return arms.every((one) => this.#losses(frame, one).every(Number.isFinite))
  }

  #lossesOfAll(frame: number): number[] {
    return this.arms.flatMap((_, arm) => this.#losses(frame, arm))
  }

  #losses(frame: number, arm: number): number[] {
    return Array.from({ length: this.#repeats }, (_, repeat) => this.#history.value(frame, this.#quantity.split, arm * this.#repeats + repeat, 'nll'))
  }

  // A history that was thinned out, or taken back to an earlier step, differs in its last known frame.
  #isPrefix(): boolean {
    const last = this.steps.length - 1
    if (last < 0) return true
    if (last >= this.#history.frames || this.#history.step(last) !== this.steps[last]) return false
    const losses = this.#lossesOfAll(last)
    return this.arms.every((curve, arm) => Object.is(this.#mean(last, arm), curve.mean[last])) && losses.every((loss, i) => Object.is(loss, this.#last[i]))
  }

  #clear(): void {
    this.steps.length = 0
    for (const { mean, low, high } of this.arms) mean.length = low.length = high.length = 0
  }

  #mean(frame: number, arm: number): number {
    let sum = 0
    for (let repeat = 0; repeat < this.#repeats; repeat++) sum += this.#value(frame, arm, repeat)
    return sum / this.#repeats
  }

  #value(frame: number, arm: number, repeat: number): number {
    const { split, metric, index } = this.#quantity
    const of = (arm: number) => this.#history.value(frame, split, arm * this.#repeats + repeat, metric, index)
    return this.#compared === 'values' ? of(arm) : of(arm) - of(0)
  }

  #read(frame: number): void {
    this.steps.push(this.#history.step(frame))
    this.arms.forEach((curve, arm) => {
      let low = Infinity
      let high = -Infinity
      for (let repeat = 0; repeat < this.#repeats; repeat++) {
        const value = this.#value(frame, arm, repeat)
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
      curve.mean.push(this.#mean(frame, arm))
      curve.low.push(low)
      curve.high.push(high)
    })
  }
}
