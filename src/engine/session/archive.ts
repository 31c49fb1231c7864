import { LossEvaluator } from '../../loss/index.ts'
import type { Network } from '../../network/network.ts'
import type { ExampleRef, Life } from '../protocol.ts'
import { layersOn, Passes } from '../trainers/reference/passes.ts'
import { runsAsked, type Snapshot } from '../trainers/trainer.ts'

const BYTES = 64 * 2 ** 20
const MOST_KEPT = 256

type Kept = Pick<Snapshot, 'step' | 'parameters'>

/** One example at one kept step, in each run that is told. */
interface Told {
  readonly pt: Float32Array
  readonly predicted: Uint8Array
}

/**
 * The parameters of all runs over the course of training, oldest first, within fixed memory: when it is full,
 * every second entry is let go. From them the life of any example can be told, however late it is asked for.
 */
export class Archive {
  readonly #network: Network
  readonly #repeats: number
  readonly #passes: Passes
  readonly #evaluator: LossEvaluator
  #kept: Kept[] = []
  /** What was told last, so that a life that goes on is not told anew. */
  #of = ''
  #told = new WeakMap<Kept, Told>()
  #isWhole = true

  constructor(network: Network, repeats: number) {
    this.#network = network
    this.#repeats = repeats
    this.#passes = new Passes(network, 1)
    this.#evaluator = new LossEvaluator(network.classes)
  }

  /** Whether the last life was told at every kept step; otherwise there was no time, and the next tells more of it. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Keeps the parameters of a snapshot; what was kept of its step or later steps is replaced. */
  add({ step, parameters }: Snapshot): void {
    this.#kept = this.#kept.filter((kept) => kept.step < step)
    this.#kept.push({ step, parameters })
    const most = Math.max(2, Math.min(MOST_KEPT, Math.floor(BYTES / parameters.byteLength)))
    if (this.#kept.length > most) this.#kept = this.#kept.filter((_, i) => i % 2 === 0 || i === this.#kept.length - 1)
  }

  /** The parameters kept next to a step, or last. */
  near(step: number | null): Kept | undefined {
    if (step === null) return this.#kept.at(-1)
    return this.#kept.reduce<Kept | undefined>((best, kept) => (best && Math.abs(best.step - step) <= Math.abs(kept.step - step) ? best : kept), undefined)
  }

  /**
   * P_t of one example at every kept step, in float64, in every run or in those of one repeat.
   *
   * @param features its features, [inputs]
   * @param ms what takes longer is left for the next call: the steps between those that are told
   */
  life(features: Float32Array, labels: Pick<Life, 'label' | 'trueLabel'>, example: ExampleRef, repeat?: number, ms = Infinity): Life {
    const of = JSON.stringify([example, repeat])
    if (of !== this.#of) this.#told = new WeakMap()
    this.#of = of
    this.#passes.inputs.set(features)
    const end = performance.now() + ms
    for (const kept of coarseToFine(this.#kept)) {
      if (this.#told.has(kept)) continue
      this.#tell(kept, labels.label, repeat)
      if (performance.now() > end) break
    }
    const known = this.#kept.filter((kept) => this.#told.has(kept))
    this.#isWhole = known.length === this.#kept.length
    const told = known.flatMap((kept) => this.#told.get(kept) ?? [])
    const runs = told[0]?.pt.length ?? 0
    const steps = Float64Array.from(known, ({ step }) => step)
    const pt = new Float32Array(steps.length * runs)
    const predicted = new Uint8Array(pt.length)
    told.forEach((one, i) => {
      pt.set(one.pt, i * runs)
      predicted.set(one.predicted, i * runs)
    })
    return { example, ...(repeat === undefined ? {} : { repeat }), ...labels, steps, pt, predicted }
  }

  #tell(kept: Kept, label: number, repeat: number | undefined): void {
    const { parameters: count } = this.#network
    const { parameters } = kept
    const weights = parameters instanceof Float64Array ? parameters : Float64Array.from(parameters)
    const runs = runsAsked(parameters.length / count, this.#repeats, repeat)
    const told = { pt: new Float32Array(runs.length), predicted: new Uint8Array(runs.length) }
    for (const [i, run] of runs.entries()) {
      this.#passes.forward(layersOn(this.#network, weights.subarray(run * count, (run + 1) * count)), 1)
      this.#evaluator.read(this.#passes.logits, 0, label)
      told.pt[i] = this.#evaluator.pt
      told.predicted[i] = this.#passes.logits.indexOf(Math.max(...this.#passes.logits))
    }
    this.#told.set(kept, told)
  }
}

/** Each entry once: the last, then those between, ever closer, so that whatever is done of them is spread evenly. */
function coarseToFine<T>(entries: readonly T[]): Set<T> {
  const found = new Set<T>()
  for (let apart = 2 ** Math.ceil(Math.log2(Math.max(1, entries.length))); apart >= 1; apart /= 2) {
    for (let i = entries.length - 1; i >= 0; i -= apart) found.add(entries[i])
  }
  return found
}
