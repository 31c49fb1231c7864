// The portable engine's kernel: whole steps of one run, its predictions and its measurements, on what the engine wrote
// down in memory. A run's parameters are followed by its slots, each of `network.parameters` bytes.
import { exp4, expDown4, logistic4, tanh4 } from './functions'
import { labelledOf, lossGradient } from './gradient'
import { addRow, Sums } from './measure'
import { update } from './optimizers'
import { backward, blocksOf, forward, gather, placeOf } from './passes'
import { Arm, Examples, Layer, layerOf, Network } from './places'

/** The first byte of memory that the kernel leaves to the engine. */
export function base(): usize {
  return __heap_base
}

/**
 * Trains a run for some steps.
 *
 * @param order u32 [steps × batch], examples of each batch
 * @param done how many steps it had before
 */
export function train(network: Network, examples: Examples, arm: Arm, run: usize, order: usize, done: i32, steps: i32): void {
  for (let step = 0; step < steps; step++) {
    const labelled = labelledOf(network, examples.labels, order, network.batch)
    for (let first = 0; first < network.batch; first += network.together) {
      const count = min(network.together, network.batch - first)
      const blocks = blocksOf(count)
      const part = order + (<usize>first << 2)
      gather(network, examples, part, 0, count)
      forward(network, run, blocks)
      lossGradient(network, arm, examples.labels, part, count, labelled, blocks)
      backward(network, run, first == 0 ? network.gradient : network.part, blocks)
      if (first > 0) add(network.part, network.gradient, network.parameters)
    }
    update(network, arm, run, done + step + 1)
    order += <usize>network.batch << 2
  }
}

function add(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)))
}

/** Writes the logits of a run for `count` examples from `first` on, f32 [count × positions × classes]; as many as there is room for. */
export function predict(network: Network, examples: Examples, run: usize, first: i32, count: i32, out: usize): void {
  const last = send(network, examples, run, first, count)
  for (let row = 0; row < count; row++) {
    for (let position = 0; position < network.positions; position++) {
      const logits = logitsOf(last, row, position)
      for (let k = 0; k < network.classes; k++) {
        store<f32>(out, load<f32>(logits + (<usize>k << 4)))
        out += 4
      }
    }
  }
}

/** Adds what these examples say of a run to its sums; as many as there is room for. */
export function measure(network: Network, examples: Examples, arm: Arm, run: usize, first: i32, count: i32, at: Sums, sums: usize): void {
  const last = send(network, examples, run, first, count)
  let labels = examples.labels + (<usize>(first * network.positions) << 2)
  for (let row = 0; row < count; row++) {
    for (let position = 0; position < network.positions; position++) {
      const label = load<i32>(labels)
      if (label >= 0) addRow(network.classes, arm, logitsOf(last, row, position), label, at, sums, network.scratch)
      labels += 4
    }
  }
}

/** Where the logits of a row at a position begin; they stand 16 bytes apart. */
@inline
function logitsOf(last: Layer, row: i32, position: i32): usize {
  return last.sums + placeOf(row, position * last.outWidth, last.positions * last.outWidth)
}

function send(network: Network, examples: Examples, run: usize, first: i32, count: i32): Layer {
  gather(network, examples, 0, first, count)
  forward(network, run, blocksOf(count))
  return layerOf(network, network.layers - 1)
}

// The kernel's functions of one number, as tests ask for them.
export function exp(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0)
}
export function expDown(x: f32): f32 {
  return f32x4.extract_lane(expDown4(f32x4.splat(x)), 0)
}
export function tanh(x: f32): f32 {
  return f32x4.extract_lane(tanh4(f32x4.splat(x)), 0)
}
export function logistic(x: f32): f32 {
  return f32x4.extract_lane(logistic4(f32x4.splat(x)), 0)
}
export function exp64(x: f64): f64 {
  return Math.exp(x)
}
export function log64(x: f64): f64 {
  return Math.log(x)
}
export function log1p64(x: f64): f64 {
  return Math.log1p(x)
}
export function expm164(x: f64): f64 {
  return Math.expm1(x)
}
export function pow64(x: f64, y: f64): f64 {
  return Math.pow(x, y)
}
