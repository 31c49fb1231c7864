import { defaultArm, defaultExperiment, type Experiment } from './experiment.ts'
import type { Arm } from './schema.ts'

/** A question with an experiment behind it. */
export interface ExperimentPreset {
  readonly id: string
  readonly question: string
  /** What to look at, as a question, which does not give the answer. */
  readonly about: string
  /** The answer, in a sentence or two; says nothing that the experiment does not show. */
  readonly expect: string
  readonly experiment: Experiment
}

const ce = defaultArm(0)

interface Changes {
  readonly data?: Partial<Experiment['data']>
  readonly model?: Partial<Experiment['model']>
  readonly optimizer?: Partial<Experiment['optimizer']>
  readonly training?: Partial<Experiment['training']>
  readonly arms?: readonly Arm[]
  readonly sweep?: Experiment['sweep']
}

function experiment(changes: Changes): Experiment {
  const base = defaultExperiment
  return {
    data: { ...base.data, ...changes.data },
    model: { ...base.model, ...changes.model },
    optimizer: { ...base.optimizer, ...changes.optimizer },
    training: { ...base.training, ...changes.training },
    arms: changes.arms ?? base.arms,
    sweep: changes.sweep ?? null,
    changes: [],
  }
}

const sgd = { kind: 'sgd', learningRate: 0.1, momentum: 0.9, batchSize: 128 } as const

/** The presets of the menu, in its order. */
export const presets: readonly ExperimentPreset[] = [
  {
    id: 'sure-enough',
    question: 'Is CE sure enough?',
    about: 'CE and three values of ε₁. Which of them part in Confidence, and which in Accuracy?',
    expect: 'ε₁ pulls harder on examples that are already confident: Confidence parts the arms, while Accuracy keeps them together.',
    experiment: experiment({
      data: { kind: 'bent', classes: 10, dimensions: 10, samples: 5000, noise: 0.5 },
      model: { hidden: [64], activation: 'relu' },
      optimizer: sgd,
      training: { steps: 1500 },
      arms: [ce, { ...ce, epsilon: [-1] }, { ...ce, epsilon: [2] }, { ...ce, epsilon: [5] }],
    }),
  },
  {
    id: 'leading-term',
    question: 'What does the leading term do late in training?',
    about: 'Where does the leading term’s share start under CE, and where does it settle? What becomes of it with ε₁ = −1?',
    expect: 'Under CE its share starts near 1/K, passes a half as examples become confident, and settles near a half, as it does wherever two classes contend and the network is as sure as it is right. With ε₁ = −1 the term is gone and its share is 0.',
    experiment: experiment({
      data: { kind: 'blobs', classes: 8, samples: 2000 },
      arms: [ce, { ...ce, epsilon: [-1] }, { ...ce, epsilon: [2] }],
    }),
  },
  {
    id: 'focal',
    question: 'Focal against Poly-1 focal',
    about: 'What does γ do to Confidence, and can ε₁ undo it?',
    expect: 'γ takes the pull away from confident examples; ε₁ gives some of it back.',
    experiment: experiment({
      data: { kind: 'overlap', classes: 4, samples: 2000 },
      arms: [ce, { ...ce, gamma: 2 }, { ...ce, gamma: 2, epsilon: [2] }],
    }),
  },
  {
    id: 'drop-terms',
    question: 'Drop the tail of the series',
    about: 'Fifty classes, and series of 1, 2, 8 and 32 terms beside CE. How many terms are enough to learn?',
    expect: 'With many classes an untrained network gives each label about 1/K, and a few terms reach only confident examples: the short series fall behind. Let the output layer start near zero, so that every label begins at 1/K, and eight terms keep up with CE; one and two still do not.',
    experiment: experiment({
      data: { kind: 'bent', classes: 50, dimensions: 32, samples: 10_000, noise: 0.5 },
      model: { hidden: [128], activation: 'relu' },
      optimizer: sgd,
      training: { steps: 1500 },
      arms: [ce, { ...ce, terms: 1 }, { ...ce, terms: 2 }, { ...ce, terms: 8 }, { ...ce, terms: 32 }],
    }),
  },
  {
    id: 'imbalance',
    question: 'One class in a hundred',
    about: 'The smallest class has a hundredth of the largest. Which raises balanced accuracy: ε₁, or class weights?',
    expect: 'Class weights raise it, and the worst recall most; ε₁ leaves both about where they are and moves calibration.',
    experiment: experiment({
      data: { kind: 'overlap', classes: 5, samples: 4000, imbalance: 100 },
      arms: [ce, { ...ce, epsilon: [2] }, { ...ce, epsilon: [-1] }, { ...ce, classWeights: 'inverse' }],
    }),
  },
  {
    id: 'label-noise',
    question: 'Forty per cent wrong labels',
    about: 'Which terms of the loss listen to the wrong labels? Compare a long series, a short one, and ε₁.',
    expect: 'Terms far down the series pull hardest on examples that do not fit, and here those are often the wrong labels. Dropping them helps; ε₁ helps far less. Kept alone, one term can leave a class unlearnt: watch the worst recall. With an output layer that starts near zero it learns them all.',
    experiment: experiment({
      data: { kind: 'bent', classes: 10, dimensions: 10, samples: 5000, noise: 0.5, labelNoise: 0.4 },
      model: { hidden: [128], activation: 'relu' },
      optimizer: sgd,
      training: { steps: 4000 },
      arms: [ce, { ...ce, epsilon: [2] }, { ...ce, terms: 8 }, { ...ce, terms: 1 }],
    }),
  },
  {
    id: 'conv-digits',
    question: 'A convolutional network on digits: which ε?',
    about: 'A sweep of ε₁ on drawn digits, in the tab “Sweep”. Which ε₁ is best in accuracy, which in NLL, and what does it do to confidence?',
    expect: 'Confidence rises with ε₁, and accuracy does not follow: from CE up to ε₁ = 6 no difference is found, while ECE grows by two points. Only ε₁ = −1 stands out, and costs about two points of accuracy.',
    experiment: experiment({
      data: { kind: 'digits', classes: 10, samples: 4000, noise: 0.6 },
      model: { conv: [8, 16], hidden: [], activation: 'relu' },
      optimizer: { learningRate: 0.005 },
      training: { steps: 300, repeats: 2 },
      sweep: { field: 'eps1', values: [-1, 0, 1, 2, 4, 6], arm: 1, second: null, repeats: 4, steps: 300 },
    }),
  },
  {
    id: 'conv-tail',
    question: 'Many classes, a long tail, and convolutions',
    about: 'Ten digits, the rarest a fiftieth as frequent as the commonest, and a convolutional network. Which raises balanced accuracy and the worst recall: ε₁, or class weights?',
    expect: 'Neither: balanced accuracy stays at half, with ε₁ = 2 as with weights by inverse frequency. ε₁ = −1 costs almost three points of it. What ε₁ moves is confidence.',
    experiment: experiment({
      data: { kind: 'digits', classes: 10, samples: 4000, noise: 0.7, imbalance: 50 },
      model: { conv: [8, 16], hidden: [], activation: 'relu' },
      optimizer: { learningRate: 0.005 },
      training: { steps: 300, repeats: 2 },
      arms: [ce, { ...ce, epsilon: [2] }, { ...ce, epsilon: [-1] }, { ...ce, classWeights: 'inverse' }],
    }),
  },
]
