import { measurementLayout, type Layout, type List, type Scalar, SPLITS, type SplitName } from '../experiment/layout.ts'
import type { Frame, Pictures } from '../engine/protocol.ts'
import type { Settings } from '../experiment/index.ts'

const BYTES = 64 * 2 ** 20
const MOST_FRAMES = 1024
const FEWEST_FRAMES = 256

/**
 * The measurements of one session, oldest first, in one block of memory that never grows: when it is
 * full, every second frame is let go, so a long training keeps its whole course at half the density.
 * Lives outside reactive state; who draws from it watches the session's `version`.
 */
export class History {
  readonly layout: Layout
  readonly runs: number
  /** How many frames are kept now. */
  frames = 0
  readonly #stride: number
  readonly #capacity: number
  readonly #steps: Float64Array
  readonly #values: Float32Array
  readonly #pictures: Pictures[] = []
  readonly #settings: Settings[] = []

  constructor(runs: number, classes: number) {
    this.layout = measurementLayout(classes)
    this.runs = runs
    this.#stride = SPLITS.length * runs * this.layout.size
    this.#capacity = Math.min(MOST_FRAMES, Math.max(FEWEST_FRAMES, Math.floor(BYTES / (4 * this.#stride))))
    this.#steps = new Float64Array(this.#capacity)
    this.#values = new Float32Array(this.#capacity * this.#stride)
  }

  /** Adds a frame; one at a step that is not later than the last kept replaces what it overlaps. */
  append(frame: Pick<Frame, 'step' | 'measurements' | 'settings' | 'pictures'>): void {
    while (this.frames > 0 && this.#steps[this.frames - 1] >= frame.step) this.frames--
    if (this.frames === this.#capacity) this.#halve()
    this.#steps[this.frames] = frame.step
    this.#values.set(frame.measurements, this.frames * this.#stride)
    this.#pictures[this.frames] = frame.pictures
    this.#settings[this.frames] = frame.settings
    this.frames++
  }

  /** The step of a kept frame. */
  step(frame: number): number {
    return this.#steps[frame]
  }

  /** What a kept frame pictures. */
  pictures(frame: number): Pictures {
    return this.#pictures[frame]
  }

  /** What the last step before a kept frame was trained with. */
  settings(frame: number): Settings {
    return this.#settings[frame]
  }

  /** The kept frame whose step is nearest to this one; −1 where there is none. */
  nearest(step: number): number {
    return nearest(this.#steps, step, this.frames)
  }

  /** All of a kept frame, [train, test][runs][layout.size]; a view that the next append may overwrite. */
  measurements(frame: number): Float32Array {
    return this.#values.subarray(frame * this.#stride, (frame + 1) * this.#stride)
  }

  /** One number of one run at a kept frame. */
  value(frame: number, split: SplitName, run: number, metric: Scalar | List, index = 0): number {
    return this.#values[this.#offset(frame, split, run) + this.layout.at[metric] + index]
  }

  /** A list of one run at a kept frame; a view that the next append may overwrite. */
  list(frame: number, split: SplitName, run: number, metric: List): Float32Array {
    const start = this.#offset(frame, split, run) + this.layout.at[metric]
    return this.#values.subarray(start, start + this.layout.length[metric])
  }

  #offset(frame: number, split: SplitName, run: number): number {
    return frame * this.#stride + (SPLITS.indexOf(split) * this.runs + run) * this.layout.size
  }

  #halve(): void {
    const kept = Math.ceil(this.frames / 2)
    for (let i = 1; i < kept; i++) {
      this.#steps[i] = this.#steps[2 * i]
      this.#pictures[i] = this.#pictures[2 * i]
      this.#settings[i] = this.#settings[2 * i]
      this.#values.copyWithin(i * this.#stride, 2 * i * this.#stride, (2 * i + 1) * this.#stride)
    }
    this.#pictures.length = this.#settings.length = kept
    this.frames = kept
  }
}

/** Which of the first `count` steps, ascending, is nearest to this one; −1 where there is none. */
export function nearest(steps: ArrayLike<number>, step: number, count = steps.length): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle] < step) low = middle + 1
    else high = middle
  }
  return low > 0 && step - steps[low - 1] <= steps[low] - step ? low - 1 : high
}
