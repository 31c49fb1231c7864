import type { Network } from '../../network/network.ts'
import type { ExampleRef, Life, Look, Maps } from '../protocol.ts'
import type { Snapshot } from '../trainers/trainer.ts'
import { Archive } from './archive.ts'
import { type Draws, drawOf } from './draws.ts'
import { MapMaker } from './maps.ts'

/** What is kept of the course of training: a snapshot to go back to, and what the life of an example is told from. */
export class Memory {
  readonly #draws: Draws
  readonly #archive: Archive
  readonly #network: Network
  readonly #repeats: number
  readonly #maker: MapMaker
  #snapshot: Snapshot | null = null

  constructor(draws: Draws, network: Network, repeats: number) {
    this.#draws = draws
    this.#archive = new Archive(network, repeats)
    this.#network = network
    this.#repeats = repeats
    this.#maker = new MapMaker(network)
  }

  /** The last that was kept. */
  get snapshot(): Snapshot | null {
    return this.#snapshot
  }

  keep(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#archive.add(snapshot)
  }

  /** Whether the life told last lacks steps for want of time. */
  get isLifeWhole(): boolean {
    return this.#archive.isWhole
  }

  /**
   * The life of an example of a repeat's draw until now; null where there is none of that number.
   *
   * @param ms takes about that long at most, and tells the rest when asked again
   */
  life(example: ExampleRef, repeat: number, ms?: number): Life | null {
    if (!this.#snapshot) return null
    const { split, index } = example
    const own = this.#features(example, repeat)
    if (!own) return null
    const { labels, trueLabels } = drawOf(this.#draws, repeat)[split]
    const known = { label: labels[index], trueLabel: trueLabels[index] }
    return this.#archive.life(own, known, example, this.#draws.sets.length > 1 ? repeat : undefined, ms)
  }

  /** What an example of a repeat's draw becomes in the convolutional layers; null where there is nothing of that. */
  maps(example: ExampleRef, { arms, moment }: Look, repeat: number): Maps | null {
    const { shapes } = this.#maker
    const own = this.#features(example, repeat)
    const kept = this.#archive.near(moment)
    if (!shapes || !own || !kept) return null
    const { parameters: count } = this.#network
    const runs = kept.parameters.length / count
    return {
      example,
      step: kept.step,
      repeat,
      ...shapes,
      arms: arms.flatMap((arm) => {
        const run = arm * this.#repeats + repeat
        return run < runs ? [{ arm, ...this.#maker.maps(own, kept.parameters.subarray(run * count, (run + 1) * count)) }] : []
      }),
    }
  }

  #features({ split, index }: ExampleRef, repeat: number): Float32Array | null {
    const { dimensions, [split]: { features, labels } } = drawOf(this.#draws, repeat)
    return index < labels.length ? features.subarray(index * dimensions, (index + 1) * dimensions) : null
  }
}
