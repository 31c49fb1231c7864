import { networkOf, type Activation, type Layer, type Network } from '../../../src/network/network.ts'
import type { Conv } from '../../../src/network/conv.ts'

export const conv = (filters: number, change: Partial<Conv> = {}): Conv => ({ kind: 'conv', filters, size: 3, dilation: 1, pooled: false, ...change })
export const dense = (units: number): Layer => ({ kind: 'dense', units })

/** Convolutional networks in which every part of a convolution occurs: by what is particular to each. */
export const CONV_NETWORKS: Readonly<Record<string, (activation: Activation) => Network>> = {
  'two pooled layers': (activation) => networkOf([8, 8, 1], activation, [conv(4, { pooled: true }), conv(3, { pooled: true }), dense(3)]),
  'odd maps of three channels, pooled': (activation) => networkOf([7, 7, 3], activation, [conv(5, { pooled: true }), conv(2, { pooled: true }), dense(5), dense(3)]),
  'a map of one position': (activation) => networkOf([1, 1, 2], activation, [conv(3, { pooled: true }), dense(3)]),
  'dilations 2, 4 and 8': (activation) => networkOf([9, 6, 1], activation, [conv(3, { dilation: 2 }), conv(2, { dilation: 4 }), conv(2, { dilation: 8 }), dense(3)]),
  'a label at every position': (activation) => networkOf([5, 4, 2], activation, [conv(4), conv(5, { dilation: 2 }), conv(6, { size: 1 }), conv(3, { size: 1 })]),
  'a label at every fourth position': (activation) => networkOf([6, 7, 1], activation, [conv(4, { pooled: true }), conv(3, { dilation: 2 }), conv(3, { size: 1 })]),
}
