import type { Dataset } from '../data/dataset.ts'
import { type Layer, type Network, networkOf } from '../network/network.ts'
import type { ModelSettings } from './schema.ts'

/**
 * The network that a model is on data of this kind: convolutional layers, each pooled, where examples are images; then
 * dense ones, and one more for the logits.
 */
export function networkFor({ conv, hidden, activation }: ModelSettings, { dimensions, image, classes }: Pick<Dataset, 'dimensions' | 'image' | 'classes'>): Network {
  const input = image ? [image.height, image.width, image.channels] : [dimensions]
  return networkOf(input, activation, [
    ...(image ? conv : []).map((filters): Layer => ({ kind: 'conv', filters, size: 3, dilation: 1, pooled: true })),
    ...[...hidden, classes].map((units): Layer => ({ kind: 'dense', units })),
  ])
}
