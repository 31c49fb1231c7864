import { loadDraws } from '../../src/engine/session/draws.ts'
import { measurementLayout, type SplitName } from '../../src/experiment/layout.ts'
import { measuredSplits, measureAll } from '../../src/engine/measure/measureAll.ts'
import { confusionOf } from '../../src/engine/session/pictures.ts'
import { armsOf, taskOf } from '../../src/engine/session/prepare.ts'
import { createReferenceTrainer } from '../../src/engine/trainers/reference/trainer.ts'
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
    training: { ...defaultExperiment.training, repeats },
  }
  const draws = await loadDraws(experiment, null, () => {})
  const [dataset] = draws.sets
  const { classes, test } = dataset
  const arms = armsOf(experiment, draws)
  const task = taskOf(experiment, draws)
  const trainer = createReferenceTrainer(task, arms)
  const runs = arms.length * repeats
  const layout = measurementLayout(classes)
  const history = new History(runs, classes)
  const watched = { arms: arms.length, repeats, repeat: 1 }
  const splits = measuredSplits(draws)
  const snapshots = []
  for (const steps of [0, 40]) {
    trainer.advance(steps)
    const measurements = await measureAll(trainer, splits, arms, repeats, layout)
    const confusion = await confusionOf(trainer, test.features, test.labels, classes, watched)
    history.append({ step: trainer.step, measurements, losses: arms.map(({ loss }) => loss), pictures: { repeat: 1, confusion } })
    snapshots.push(await trainer.snapshot())
  }
  const predictions: Record<SplitName, Prediction[][]> = { train: [], test: [] }
  for (const split of ['train', 'test'] as const) {
    const { features, labels } = dataset[split]
    const logits = await trainer.predict(features)
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
  return { dataset, task, repeats, runs, history, frame: history.frames - 1, predictions, snapshots }
}
