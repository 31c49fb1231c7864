import { loadDraws } from '../../src/engine/session/draws.ts'
import type { SplitName } from '../../src/experiment/layout.ts'
import { confusionOf } from '../../src/engine/session/pictures.ts'
import { taskOf } from '../../src/engine/session/task.ts'
import { Engines } from '../../src/engine/trainers/engines.ts'
import { Training } from '../../src/engine/training.ts'
import { defaultExperiment, type Experiment } from '../../src/experiment/index.ts'
import { History } from '../../src/store/history.ts'

/** What a network says of one example, in float64: softmax(logits), written out. */
export interface Prediction {
  readonly label: number
  readonly softmax: readonly number[]
  readonly winner: number
}

/**
 * Three classes of unlike size, two arms, two repeats, trained in float64: its history of two frames, and the
 * predictions that the numbers in it are made of.
 */
export async function trained() {
  const repeats = 2
  const experiment: Experiment = {
    ...defaultExperiment,
    data: { ...defaultExperiment.data, samples: 240, imbalance: 4, labelNoise: 0.2 },
    model: { ...defaultExperiment.model, hidden: [8] },
    training: { ...defaultExperiment.training, repeats, engine: 'reference' },
  }
  const draws = await loadDraws(experiment, null, () => {})
  const [dataset] = draws.sets
  const { classes, test } = dataset
  const training = await Training.open(new Engines(), 'reference', experiment, draws, { ms: 10, most: 100 })
  const { engine: { trainer }, settings } = training
  const { taken } = training.test(0, 'all')
  const runs = experiment.arms.length * repeats
  const history = new History(runs, classes)
  const snapshots = []
  for (const step of [0, 40]) {
    while (training.step < step) await training.chunk(step)
    const measurements = await training.measure()
    const predicted = { logits: await trainer.predict(taken, 1), arms: experiment.arms.length, classes }
    history.append({ step, measurements, settings, pictures: { repeat: 1, confusion: confusionOf(predicted, test.labels) } })
    snapshots.push(await trainer.snapshot())
  }
  const predictions: Record<SplitName, Prediction[][]> = { train: [], test: [] }
  for (const split of ['train', 'test'] as const) {
    const { features, labels } = dataset[split]
    const logits = await trainer.predict(trainer.take(features))
    predictions[split] = Array.from({ length: runs }, (_, run) =>
      Array.from(labels, (label, i) => {
        const at = (run * labels.length + i) * classes
        const powers = Array.from(logits.subarray(at, at + classes), Math.exp)
        const total = powers.reduce((sum, power) => sum + power, 0)
        const softmax = powers.map((power) => power / total)
        return { label, softmax, winner: softmax.indexOf(Math.max(...softmax)) }
      }),
    )
  }
  return { dataset, network: taskOf(experiment, draws).network, repeats, runs, history, frame: history.frames - 1, predictions, snapshots }
}
