import { LossEvaluator } from '../../loss/index.ts'
import type { ExampleRef, Life } from '../protocol.ts'
import { layersOf, Network } from '../trainers/reference/network.ts'
import { runsAsked, type Snapshot, type TrainingTask } from '../trainers/trainer.ts'

const BYTES = 64 * 2 ** 20
const MOST_KEPT = 256

/**
 * The parameters of all runs over the course of training, oldest first, within fixed memory: when it is full,
 * every second entry is let go. From them the life of any example can be told, however late it is asked for.
 */
export class Archive {
  #kept: Pick<Snapshot, 'step' | 'parameters'>[] = []

  /** Keeps the parameters of a snapshot; what was kept of its step or later steps is replaced. */
  add({ step, parameters }: Snapshot): void {
    this.#kept = this.#kept.filter((kept) => kept.step < step)
    this.#kept.push({ step, parameters })
    const most = Math.max(2, Math.min(MOST_KEPT, Math.floor(BYTES / parameters.byteLength)))
    if (this.#kept.length > most) this.#kept = this.#kept.filter((_, i) => i % 2 === 0 || i === this.#kept.length - 1)
  }

  /**
   * P_t of one example at every kept step, in float64, in every run or in those of one repeat.
   *
   * @param features its features, [inputs]
   */
  life(
    { sizes, activation, repeats }: Pick<TrainingTask, 'sizes' | 'activation' | 'repeats'>,
    features: Float32Array,
    labels: { readonly label: number; readonly trueLabel: number },
    example: ExampleRef,
    repeat?: number,
  ): Life {
    const network = new Network(sizes, activation, 1)
    network.inputs.set(features)
    const evaluator = new LossEvaluator(sizes[sizes.length - 1])
    const runs = runsAsked((this.#kept[0]?.parameters.length ?? 0) / network.parameters, repeats, repeat)
    const steps = Float64Array.from(this.#kept, ({ step }) => step)
    const pt = new Float32Array(steps.length * runs.length)
    const predicted = new Uint8Array(pt.length)
    this.#kept.forEach(({ parameters }, entry) => {
      const weights = parameters instanceof Float64Array ? parameters : Float64Array.from(parameters)
      for (const [i, run] of runs.entries()) {
        const at = entry * runs.length + i
        const ofRun = weights.subarray(run * network.parameters, (run + 1) * network.parameters)
        network.forward(layersOf(sizes, ofRun), 1)
        evaluator.read(network.logits, 0, labels.label)
        pt[at] = evaluator.pt
        predicted[at] = network.logits.indexOf(Math.max(...network.logits))
      }
    })
    return { example, ...(repeat === undefined ? {} : { repeat }), ...labels, steps, pt, predicted }
  }
}
