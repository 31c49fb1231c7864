import { denseNetwork, type Network } from '../network/network.ts'
import type { ModelSettings } from './schema.ts'

/** The network that a model is on data of this kind. */
export function networkFor({ hidden, activation }: ModelSettings, inputs: number, classes: number): Network {
  return denseNetwork([inputs, ...hidden, classes], activation)
}
