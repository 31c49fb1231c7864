import type { Network } from '../../network/network.ts'
import type { ExampleRef, Life } from '../protocol.ts'
import type { Snapshot } from '../trainers/trainer.ts'
import { Archive } from './archive.ts'
import { type Draws, drawOf } from './draws.ts'

/** What is kept of the course of training: a snapshot to go back to, and what the life of an example is told from. */
export class Memory {
  readonly #draws: Draws
  readonly #archive: Archive
  #snapshot: Snapshot | null = null

  constructor(draws: Draws, network: Network, repeats: number) {
    this.#draws = draws
    this.#archive = new Archive(network, repeats)
  }

  /** The last that was kept. */
  get snapshot(): Snapshot | null {
    return this.#snapshot
  }

  keep(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#archive.add(snapshot)
  }

  /** The life of an example of a repeat's draw until now; null where there is none of that number. */
  life(example: ExampleRef, repeat: number): Life | null {
    if (!this.#snapshot) return null
    const { split, index } = example
    const { dimensions, [split]: { features, labels, trueLabels } } = drawOf(this.#draws, repeat)
    if (index >= labels.length) return null
    const own = features.subarray(index * dimensions, (index + 1) * dimensions)
    const known = { label: labels[index], trueLabel: trueLabels[index] }
    return this.#archive.life(own, known, example, this.#draws.sets.length > 1 ? repeat : undefined)
  }
}
