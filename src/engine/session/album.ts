import type { Experiment } from '../../experiment/index.ts'
import { type Draws, drawOf } from './draws.ts'
import { confusionOf, surfaceFeatures, surfacesOf, type Watched, worstOf } from './pictures.ts'
import { viewOf } from './prepare.ts'
import type { DataView, Pictures, Watch } from '../protocol.ts'
import type { Trainer } from '../trainers/trainer.ts'

/** Pictures that need all test predictions follow at this pace. */
const SLOW_MS = 600

/** What is pictured of one draw of the data. */
interface Page {
  readonly view: DataView
  readonly surfaceFeatures: Float32Array | null
}

/** What the frames of one session picture, and the data that they picture it of. */
export class Album {
  readonly #experiment: Experiment
  readonly #draws: Draws
  /** One for each draw that was watched. */
  readonly #pages = new Map<number, Page>()
  /** When the pictures that need all test predictions were made last; null: they are due. */
  #slowAt: number | null = null

  constructor(experiment: Experiment, draws: Draws) {
    this.#experiment = experiment
    this.#draws = draws
  }

  /** What the page draws of a repeat's data. */
  view(repeat: number): DataView {
    return this.#page(repeat).view
  }

  /** What is pictured has changed: all of it is due. */
  refresh(): void {
    this.#slowAt = null
  }

  /** The pictures of a frame; at rest all of them, otherwise those that are due. */
  async picture(trainer: Trainer, watch: Watch, watched: Watched, rests: boolean): Promise<Pictures> {
    const { repeat } = watched
    const { view: { points, classes }, surfaceFeatures: features } = this.#page(repeat)
    const now = performance.now()
    const isDue = this.#slowAt === null || now - this.#slowAt > SLOW_MS || rests
    if (isDue) this.#slowAt = now
    const slow = isDue ? await this.#slow(trainer, watch, watched) : {}
    if (!points || !features) return { repeat, ...slow }
    return { repeat, ...slow, surfaces: await surfacesOf(trainer, features, points, classes, watched) }
  }

  async #slow(trainer: Trainer, watch: Watch, watched: Watched): Promise<Pick<Pictures, 'worst' | 'confusion'>> {
    const { classes, image, test: { features, labels } } = drawOf(this.#draws, watched.repeat)
    return {
      worst: image && (await worstOf(trainer, features, labels, classes, watched)),
      confusion: watch.confusion ? await confusionOf(trainer, features, labels, classes, watched) : undefined,
    }
  }

  #page(repeat: number): Page {
    const draw = this.#draws.sets.length > 1 ? repeat : 0
    const known = this.#pages.get(draw)
    if (known) return known
    const view = viewOf(this.#experiment, this.#draws, draw)
    const page = { view, surfaceFeatures: view.points ? surfaceFeatures(view.points) : null }
    this.#pages.set(draw, page)
    return page
  }
}
