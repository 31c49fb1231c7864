import type { DataSummary, Pictures, Watch } from '../protocol.ts'
import type { Handle, Trainer } from '../trainers/trainer.ts'
import { type Draws, drawOf } from './draws.ts'
import { confusionOf, type Predicted, surfaceFeatures, surfacesOf, worstOf } from './pictures.ts'

/** Pictures that need all test predictions follow at this pace. */
const SLOW_MS = 600

/** What the frames of one trainer picture of its runs. */
export class Album {
  readonly #trainer: Trainer
  readonly #draws: Draws
  /** The test examples of each draw, as the trainer took them in. */
  readonly #tests: readonly Handle[]
  /** What the surfaces of each draw that was watched are made of, likewise. */
  readonly #surfaces = new Map<DataSummary, Handle>()
  /** When the pictures that need all test predictions were made last; null: they are due. */
  #slowAt: number | null = null

  constructor(trainer: Trainer, draws: Draws, tests: readonly Handle[]) {
    this.#trainer = trainer
    this.#draws = draws
    this.#tests = tests
  }

  /** What is pictured has changed: all of it is due. */
  refresh(): void {
    this.#slowAt = null
  }

  /**
   * The pictures of a frame; at rest all of them, otherwise those that are due.
   *
   * @param summary of the data of the repeat that is pictured
   * @param arms how many there are
   */
  async picture(summary: DataSummary, { repeat, confusion }: Watch, arms: number, rests: boolean): Promise<Pictures> {
    const now = performance.now()
    const isDue = this.#slowAt === null || now - this.#slowAt > SLOW_MS || rests
    if (isDue) this.#slowAt = now
    const { classes, points } = summary
    const predict = async (taken: Handle) => ({ logits: await this.#trainer.predict(taken, repeat), arms, classes })
    const slow = isDue ? await this.#slow(predict, repeat, summary, confusion) : {}
    if (!points) return { repeat, ...slow }
    return { repeat, ...slow, surfaces: surfacesOf(await predict(this.#surfaceOf(summary, points)), points) }
  }

  async #slow(
    predict: (taken: Handle) => Promise<Predicted>,
    repeat: number,
    { images }: DataSummary,
    confusion: boolean,
  ): Promise<Pick<Pictures, 'worst' | 'confusion'>> {
    if (!images && !confusion) return { worst: undefined, confusion: undefined }
    const predicted = await predict(this.#tests[Math.min(repeat, this.#tests.length - 1)])
    const { test: { labels } } = drawOf(this.#draws, repeat)
    return { worst: images && worstOf(predicted, labels), confusion: confusion ? confusionOf(predicted, labels) : undefined }
  }

  #surfaceOf(summary: DataSummary, points: NonNullable<DataSummary['points']>): Handle {
    const taken = this.#surfaces.get(summary) ?? this.#trainer.take(surfaceFeatures(points))
    this.#surfaces.set(summary, taken)
    return taken
  }
}
