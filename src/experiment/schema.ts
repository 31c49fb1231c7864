import { catalogue, type DatasetKind } from '../data/catalogue.ts'
import { readColumns, writeColumns } from '../data/readers/table/choices.ts'
import { MAX_EPSILON } from '../loss/family.ts'
import { fileText, readFingerprint, writeFingerprint } from '../data/fingerprint.ts'
import { readPoints, writePoints } from '../data/points.ts'
import { countText } from '../data/text.ts'
import { choice, integer, number, numbers, text, type ValuesOf } from './fields.ts'

const MAX_SEED = 2 ** 31 - 1

/**
 * Every field of an experiment, once: default, bounds, step, label, help, link key, live or structural.
 * Which of the data dials a dataset listens to is said by the dataset (`data/catalogue.ts`).
 */
export const schema = {
  data: {
    kind: choice<DatasetKind>({
      key: 'data',
      label: 'Dataset',
      help: 'What the networks learn. The generated sets are drawn from the data seed, the same in every browser. Own files are a table, IDX images with their labels, or CIFAR.',
      default: 'spirals',
      options: catalogue.map(({ kind, label }) => ({ value: kind, label })),
    }),
    classes: integer({
      key: 'classes',
      label: 'Classes',
      help: 'How many classes there are, K. An untrained network gives each about 1/K.',
      default: 3,
      min: 2,
      max: 100,
    }),
    samples: integer({
      key: 'samples',
      label: 'Examples',
      help: 'How many examples are made, training and test together, at least two of each class.',
      default: 1000,
      min: 50,
      max: 20_000,
      scale: 'log',
    }),
    dimensions: integer({
      key: 'dims',
      label: 'Dimensions',
      help: 'How many features each example has.',
      default: 10,
      min: 2,
      max: 64,
    }),
    noise: number({
      key: 'noise',
      label: 'Noise',
      help: 'How far examples scatter from their class. At 0 they lie exactly where the class is; at 1 classes overlap widely.',
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.01,
    }),
    imbalance: number({
      key: 'imbalance',
      label: 'Class imbalance',
      help: 'The largest training class over the smallest, before label noise; the sizes between fall as a long tail. At 1 the training data stay as they are. Test data do, unless “Test data” says otherwise.',
      default: 1,
      min: 1,
      max: 100,
      step: 1,
      scale: 'log',
    }),
    labelNoise: number({
      key: 'labelnoise',
      label: 'Label noise',
      help: 'The share of training labels replaced by another class, whatever class they are of; the new one is drawn evenly. Test labels stay true.',
      default: 0,
      min: 0,
      max: 0.8,
      step: 0.01,
    }),
    testShare: number({
      key: 'test',
      label: 'Test share',
      help: 'The share of examples kept for testing, rounded in every class; at least one where a class has two. The networks never train on them.',
      default: 0.2,
      min: 0.1,
      max: 0.5,
      step: 0.05,
    }),
    testClasses: choice({
      key: 'testdata',
      label: 'Test data',
      help: 'What class imbalance makes of test data. Balanced: nothing, all examples stay, so that the classes are equal where the set has them so. As the training data: every class keeps the same share of its examples as in training; small classes then have few test examples, at least one.',
      default: 'balanced',
      options: [
        { value: 'balanced', label: 'Balanced' },
        { value: 'train', label: 'As the training data' },
      ],
    }),
    seed: integer({
      key: 'dataseed',
      label: 'Data seed',
      help: 'Another number draws other data of the same kind; the same number draws the same data again.',
      default: 1,
      min: 0,
      max: MAX_SEED,
    }),
    points: text({
      key: 'points',
      label: 'Drawn points',
      help: 'The points that were drawn, in the link’s own writing: two signs a point, its column and its row on a grid of 64 × 64, class after class with “.” between.',
      read(written) {
        const { points, faults } = readPoints(written)
        return { value: writePoints(points), faults }
      },
      say: (written) => countText(readPoints(written).points.size, 'point'),
    }),
    file: text({
      key: 'file',
      label: 'File',
      help: 'The own file that the networks learn from: its name, its size in bytes and its rows, and a short hash of its content, by which it is known again. The file itself is in no link.',
      read(written) {
        const found = readFingerprint(written)
        if (found) return { value: writeFingerprint(found), faults: [] }
        return { value: '', faults: written === '' ? [] : ['it is not names, size, rows and hash, and is ignored'] }
      },
      say: fileText,
    }),
    columns: text({
      key: 'columns',
      label: 'Columns',
      help: 'What the columns of a table are, counted from 1: label, number, category (one input for each value); those that are not named are left out. Without it as the page proposes.',
      read(written) {
        const { choices, faults } = readColumns(written)
        return { value: writeColumns(choices), faults }
      },
      say: (written) => written || 'as proposed',
    }),
  },
  model: {
    conv: numbers({
      key: 'conv',
      label: 'Convolutional layers',
      help: 'Of images: the filters of each convolutional layer, 3 × 3, before the dense ones. Each is followed by the activation and halves the map: of 2 × 2 neighbours the largest is kept. None flattens the image at once.',
      default: [],
      min: 1,
      max: 64,
      step: 1,
      integer: true,
      maxLength: 4,
    }),
    hidden: numbers({
      key: 'hidden',
      label: 'Hidden layers',
      help: 'The units of each hidden layer, from the input to the output. None makes a linear classifier.',
      default: [16, 16],
      min: 1,
      max: 128,
      step: 1,
      integer: true,
      maxLength: 4,
    }),
    activation: choice({
      key: 'act',
      label: 'Activation',
      help: 'What each hidden unit does with its weighted sum.',
      default: 'tanh',
      options: [
        { value: 'tanh', label: 'tanh' },
        { value: 'relu', label: 'ReLU' },
        { value: 'sigmoid', label: 'Sigmoid' },
        { value: 'linear', label: 'Linear' },
      ],
    }),
    start: choice({
      key: 'start',
      label: 'Output start',
      help: 'How the last layer’s weights begin. As the others: drawn at their full size, so that an untrained network already prefers some classes. Near zero: a tenth of that, so that every class begins near 1/K. At class frequencies: near zero too, with biases at the log of each class’s share of the training labels, as dense detectors begin.',
      default: 'same',
      options: [
        { value: 'same', label: 'As the others' },
        { value: 'zero', label: 'Near zero' },
        { value: 'frequency', label: 'At class frequencies' },
      ],
    }),
  },
  optimizer: {
    kind: choice({
      key: 'opt',
      label: 'Optimizer',
      help: 'How a gradient becomes an update. Adam adds weight decay to the gradient, AdamW takes it from the weights directly.',
      default: 'adam',
      options: [
        { value: 'sgd', label: 'SGD with momentum' },
        { value: 'adam', label: 'Adam' },
        { value: 'adamw', label: 'AdamW' },
      ],
    }),
    learningRate: number({
      key: 'lr',
      label: 'Learning rate',
      help: 'How far one step moves the weights.',
      default: 0.01,
      min: 0.00001,
      max: 100,
      step: 0.00001,
      scale: 'log',
      slider: [0.0001, 10],
      live: true,
    }),
    momentum: number({
      key: 'momentum',
      label: 'Momentum',
      help: 'How much of the last update SGD carries into the next. Adam and AdamW use β₁ = 0.9 instead.',
      default: 0.9,
      min: 0,
      max: 0.999,
      step: 0.01,
      live: true,
    }),
    weightDecay: number({
      key: 'wd',
      label: 'Weight decay',
      help: 'How strongly each step pulls the weights towards zero.',
      default: 0,
      min: 0,
      max: 1,
      step: 0.0001,
      slider: [0, 0.1],
      live: true,
    }),
    batchSize: integer({
      key: 'batch',
      label: 'Batch size',
      help: 'How many examples a step looks at. The last, partial batch of an epoch is dropped.',
      default: 64,
      min: 1,
      max: 512,
      scale: 'log',
    }),
  },
  training: {
    steps: integer({
      key: 'steps',
      label: 'Steps',
      help: 'Training pauses here. Train again goes on.',
      default: 2000,
      min: 1,
      max: 1_000_000,
      scale: 'log',
      live: true,
    }),
    repeats: integer({
      key: 'repeats',
      label: 'Repeats',
      help: 'How many times each arm is trained, each time from other initial weights and in another batch order, or with what else “Repeats draw” says.',
      default: 4,
      min: 1,
      max: 32,
    }),
    seed: integer({
      key: 'seed',
      label: 'Seed',
      help: 'Another number draws other initial weights and batch orders; the same number draws the same again.',
      default: 1,
      min: 0,
      max: MAX_SEED,
    }),
    vary: choice({
      key: 'vary',
      label: 'Repeats draw',
      help: 'What differs between the repeats of an arm: initial weights, the order of the batches, the data. What does not is drawn once, as in the first repeat. Repeat r with data of its own has that of data seed + r − 1: other examples of a generated set; of images another split, and other label noise and imbalance. Only then do intervals say what other data would give.',
      default: 'both',
      options: [
        { value: 'both', label: 'Weights and order' },
        { value: 'weights', label: 'Weights' },
        { value: 'order', label: 'Order' },
        { value: 'data', label: 'Data' },
        { value: 'all', label: 'All three' },
      ],
    }),
    engine: choice({
      key: 'engine',
      label: 'Engine',
      help: 'What trains. Automatic takes a graphics card where there is one, otherwise what is fastest on the processor.',
      default: 'auto',
      options: [
        { value: 'auto', label: 'Automatic' },
        { value: 'fused', label: 'Fused on WebGPU' },
        { value: 'wasm', label: 'Portable' },
        { value: 'tfjs', label: 'TensorFlow.js on WebGPU' },
        { value: 'tfjs-webgl', label: 'TensorFlow.js on WebGL' },
        { value: 'tfjs-cpu', label: 'TensorFlow.js on the CPU' },
        { value: 'reference', label: 'Reference on the CPU' },
      ],
    }),
  },
  arm: {
    epsilon: numbers({
      key: 'eps',
      label: 'ε',
      help: 'εⱼ is added to the coefficient 1/j of the term (1−Pₜ)ʲ. ε₁ alone is Poly-1.',
      default: [],
      min: -10,
      max: 50,
      step: 0.05,
      slider: [-2, 6],
      maxLength: MAX_EPSILON,
      live: true,
    }),
    gamma: number({
      key: 'gamma',
      label: 'γ',
      help: 'Focal loss: shifts every exponent by γ, so that confident examples weigh less.',
      default: 0,
      min: 0,
      max: 5,
      step: 0.1,
      live: true,
    }),
    terms: integer({
      key: 'terms',
      label: 'Terms kept',
      help: 'L_Drop keeps only the first N terms of the series of −log Pₜ and drops the rest.',
      default: Infinity,
      min: 1,
      max: 1000,
      scale: 'log',
      infinite: true,
      live: true,
    }),
    labelSmoothing: number({
      key: 'smooth',
      label: 'Label smoothing',
      help: 'Takes this share of the label and spreads it evenly over all classes.',
      default: 0,
      min: 0,
      max: 0.9,
      step: 0.01,
      slider: [0, 0.5],
      live: true,
    }),
    classWeights: choice({
      key: 'weights',
      label: 'Class weights',
      help: 'Multiplies the whole loss of an example by a weight of its class: inverse frequency, or the effective number of examples (Cui et al., CVPR 2019). The mean weight over training examples is 1.',
      default: 'none',
      options: [
        { value: 'none', label: 'None' },
        { value: 'inverse', label: 'Inverse frequency' },
        { value: 'effective', label: 'Effective number' },
      ],
      live: true,
    }),
    beta: number({
      key: 'beta',
      label: 'β of the effective number',
      help: 'Weights are (1−β)/(1−βⁿ) for a class of n examples: 0 weighs all classes alike, towards 1 it is the inverse frequency.',
      default: 0.999,
      min: 0,
      max: 0.99999,
      step: 0.001,
      live: true,
    }),
    rate: number({
      key: 'lrx',
      label: 'Learning-rate factor',
      help: 'The arm trains with the learning rate times this factor. It shows how much of what a loss does is only a larger or smaller step.',
      default: 1,
      min: 0.001,
      max: 1000,
      step: 0.001,
      scale: 'log',
      slider: [0.01, 100],
      live: true,
    }),
  },
} as const

/** The most arms that an experiment has, the baseline included. */
export const MAX_ARMS = 6

export type DataSettings = ValuesOf<typeof schema.data>
export type ModelSettings = ValuesOf<typeof schema.model>
export type OptimizerSettings = ValuesOf<typeof schema.optimizer>
export type TrainingSettings = ValuesOf<typeof schema.training>
/** A loss under comparison, with its class weights. */
export type Arm = ValuesOf<typeof schema.arm>
