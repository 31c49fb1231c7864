import { datasetOf, effectiveClasses } from '../data/catalogue.ts'
import type { Dataset, ImageShape } from '../data/dataset.ts'
import { type Layer, type Network, networkOf } from '../network/network.ts'
import type { DataSettings, ModelSettings } from './schema.ts'

/** What of the data a network follows from. */
export interface DataShape extends Pick<Dataset, 'dimensions' | 'classes'> {
  readonly image?: ImageShape
}

/** The shape of a set before it is there; null of own files and of drawn points, which say it themselves. */
export function shapeOf({ kind, dimensions, classes }: Pick<DataSettings, 'kind' | 'dimensions' | 'classes'>): DataShape | null {
  const { source, image, plane } = datasetOf(kind)
  if ('dropped' in source || 'written' in source) return null
  const own = image ? image.width * image.height * image.channels : plane ? 2 : dimensions
  return { dimensions: own, classes: effectiveClasses(kind, classes), image }
}

/**
 * The network that a model is on data of this kind: convolutional layers, each pooled, where examples are images; then
 * dense ones, and one more for the logits.
 */
export function networkFor({ conv, hidden, activation }: ModelSettings, { dimensions, image, classes }: DataShape): Network {
  const input = image ? [image.height, image.width, image.channels] : [dimensions]
  return networkOf(input, activation, [
    ...(image ? conv : []).map((filters): Layer => ({ kind: 'conv', filters, size: 3, dilation: 1, pooled: true })),
    ...[...hidden, classes].map((units): Layer => ({ kind: 'dense', units })),
  ])
}
