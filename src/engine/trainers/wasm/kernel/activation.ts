import { logistic4, tanh4 } from './functions'
import { Layer } from './places'

// Their numbers, as `places.ts` beside this folder has them.
const TANH: i32 = 0
const RELU: i32 = 1
const SIGMOID: i32 = 2

/** Replaces the weighted sums of a layer by activations; units that fill up a four give 0. */
export function activate(activation: i32, layer: Layer, blocks: i32): void {
  const from = layer.sums
  const blockBytes = <usize>layer.outWidth << 4
  const end = from + <usize>(blocks * layer.positions) * blockBytes
  if (activation == TANH) {
    for (let at = from; at < end; at += 16) v128.store(at, tanh4(v128.load(at)))
  } else if (activation == RELU) {
    const zero = f32x4.splat(0)
    for (let at = from; at < end; at += 16) {
      const sum = v128.load(at)
      v128.store(at, v128.and(sum, f32x4.gt(sum, zero)))
    }
  } else if (activation == SIGMOID) {
    for (let at = from; at < end; at += 16) v128.store(at, logistic4(v128.load(at)))
    // Of the activations only this one is not 0 at 0.
    const units = <usize>layer.outputs << 4
    for (let block = from; block < end; block += blockBytes) memory.fill(block + units, 0, blockBytes - units)
  }
}

/** Multiplies dL/d(activations) by the activation's slope, as a function of the activation's value. */
export function slope(activation: i32, deltas: usize, values: usize, bytes: usize): void {
  const one = f32x4.splat(1)
  if (activation == TANH) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const value = v128.load(values + at)
      v128.store(deltas + at, f32x4.mul(v128.load(deltas + at), f32x4.sub(one, f32x4.mul(value, value))))
    }
  } else if (activation == RELU) {
    const zero = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(deltas + at, v128.and(v128.load(deltas + at), f32x4.gt(v128.load(values + at), zero)))
    }
  } else if (activation == SIGMOID) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const value = v128.load(values + at)
      v128.store(deltas + at, f32x4.mul(v128.load(deltas + at), f32x4.mul(value, f32x4.sub(one, value))))
    }
  }
}
