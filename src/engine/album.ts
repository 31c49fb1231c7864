import type { Dataset } from '../data/dataset.ts'
import { confusionOf, surfaceFeatures, surfacesOf, type Watched, worstOf } from './pictures.ts'
import type { DataView, Pictures, Watch } from './protocol.ts'
import type { Trainer } from './trainer.ts'

/** Pictures that need all test predictions follow at this pace. */
const SLOW_MS = 600

/** What the frames of one session picture. */
export class Album {
  readonly #dataset: Dataset
  readonly #view: DataView
  readonly #surfaceFeatures: Float32Array | null
  /** When the pictures that need all test predictions were made last; null: they are due. */
  #slowAt: number | null = null

  constructor(dataset: Dataset, view: DataView) {
    this.#dataset = dataset
    this.#view = view
    this.#surfaceFeatures = view.points ? surfaceFeatures(view.points) : null
  }

  /** What is pictured has changed: all of it is due. */
  refresh(): void {
    this.#slowAt = null
  }

  /** The pictures of a frame; at rest all of them, otherwise those that are due. */
  async picture(trainer: Trainer, watch: Watch, watched: Watched, rests: boolean): Promise<Pictures> {
    const { repeat } = watched
    const now = performance.now()
    const isDue = this.#slowAt === null || now - this.#slowAt > SLOW_MS || rests
    if (isDue) this.#slowAt = now
    const slow = isDue ? await this.#slow(trainer, watch, watched) : {}
    const { points } = this.#view
    if (!points || !this.#surfaceFeatures) return { repeat, ...slow }
    return { repeat, ...slow, surfaces: await surfacesOf(trainer, this.#surfaceFeatures, points, this.#dataset.classes, watched) }
  }

  async #slow(trainer: Trainer, watch: Watch, watched: Watched): Promise<Pick<Pictures, 'worst' | 'confusion'>> {
    const { classes, test: { features, labels } } = this.#dataset
    return {
      worst: this.#view.images && (await worstOf(trainer, features, labels, classes, watched)),
      confusion: watch.confusion ? await confusionOf(trainer, features, labels, classes, watched) : undefined,
    }
  }
}
