import type { Extent, Measuring } from '../measure/measuring.ts'
import type { DataSummary, Pictures, Watch } from '../protocol.ts'
import type { Handle, Trainer } from '../trainers/trainer.ts'
import type { Training } from '../training.ts'
import type { Draws } from './draws.ts'
import { confusionOf, type Predicted, surfaceFeatures, surfacesOf, worstOf } from './pictures.ts'

/** Pictures of test predictions follow at this pace. */
const SLOW_MS = 600
/** What takes long is pictured less often: at most this share of the time goes into it. */
const SHARE = 0.2

/** When a kind of picture was made last, and how long it took; null: it is due. */
type Made = { readonly at: number; readonly took: number } | null

/** What the frames of one trainer picture of its runs. */
export class Album {
  readonly #trainer: Trainer
  readonly #draws: Draws
  readonly #test: Measuring['test']
  readonly #worked: Training['worked']
  /** What the surfaces of each draw that was watched are made of, as the trainer took it in. */
  readonly #surfaces = new Map<DataSummary, Handle>()
  #made: Record<'predictions' | 'surfaces', Made> = { predictions: null, surfaces: null }

  constructor(training: Pick<Training, 'engine' | 'test' | 'worked'>, draws: Draws) {
    this.#trainer = training.engine.trainer
    this.#test = training.test
    this.#worked = (answer, given) => training.worked(answer, given)
    this.#draws = draws
  }

  /** What is pictured has changed: all of it is due. */
  refresh(): void {
    this.#made = { predictions: null, surfaces: null }
  }

  /**
   * The pictures of a frame; of all data all of them, of a sample those that are due. All are asked for at once.
   *
   * @param summary of the data of the repeat that is pictured
   * @param arms how many there are
   */
  async picture(summary: DataSummary, { repeat, confusion }: Watch, arms: number, extent: Extent): Promise<Pictures> {
    const { classes, points, images } = summary
    const predict = async (taken: Handle) => ({ logits: await this.#trainer.predict(taken, repeat), arms, classes })
    const [predictions, surfaces] = await Promise.all([
      images || confusion
        ? this.#make('predictions', SLOW_MS, extent, () => this.#predictions(predict, repeat, summary, confusion, extent))
        : { worst: undefined, confusion: undefined },
      points && this.#make('surfaces', 0, extent, async () => ({ surfaces: surfacesOf(await predict(this.#surfaceOf(summary, points)), points) })),
    ])
    return { repeat, ...predictions, ...surfaces }
  }

  async #make<T extends Partial<Pictures>>(kind: 'predictions' | 'surfaces', pace: number, extent: Extent, make: () => Promise<T>): Promise<T | undefined> {
    const made = this.#made
    const last = made[kind]
    const begun = performance.now()
    if (last && extent === 'sample' && begun - last.at < Math.max(pace, last.took / SHARE)) return undefined
    const pictures = make()
    made[kind] = { at: begun, took: await this.#worked(pictures, begun) }
    return pictures
  }

  async #predictions(
    predict: (taken: Handle) => Promise<Predicted>,
    repeat: number,
    { images }: DataSummary,
    confusion: boolean,
    extent: Extent,
  ): Promise<Pick<Pictures, 'worst' | 'confusion'>> {
    const { taken, labels } = this.#test(this.#draws.sets.length > 1 ? repeat : 0, extent)
    const predicted = await predict(taken)
    return { worst: images && worstOf(predicted, labels), confusion: confusion ? confusionOf(predicted, labels) : undefined }
  }

  #surfaceOf(summary: DataSummary, points: NonNullable<DataSummary['points']>): Handle {
    const taken = this.#surfaces.get(summary) ?? this.#trainer.take(surfaceFeatures(points))
    this.#surfaces.set(summary, taken)
    return taken
  }
}
