import type { Experiment } from './experiment.ts'

/** A convolutional network for images, with an optimizer and as many repeats as suit it; all else stays as it is. */
export const CONVOLUTIONAL: { readonly [G in 'model' | 'optimizer' | 'training']: Partial<Experiment[G]> } = {
  model: { conv: [8, 16], hidden: [], activation: 'relu' },
  optimizer: { kind: 'adam', learningRate: 0.005, batchSize: 32 },
  training: { repeats: 2 },
}
