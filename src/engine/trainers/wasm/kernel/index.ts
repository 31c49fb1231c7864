// The portable engine's kernel: whole steps of one run, its predictions and its measurements, on what the engine wrote
// down in memory. A run's parameters are followed by its slots, each of `network.parameters` bytes.
import { exp4, logistic4, tanh4 } from './functions'
import { lossGradient } from './gradient'
import { addRow, Sums } from './measure'
import { update } from './optimizers'
import { backward, forward, gather, rowsOf } from './passes'
import { Arm, Examples, layerOf, Network } from './places'

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
  const rows = rowsOf(network.batch)
  for (let step = 0; step < steps; step++) {
    gather(network, examples, order, 0, network.batch)
    forward(network, run, rows)
    lossGradient(network, arm, examples.labels, order, rows)
    backward(network, run, rows)
    update(network, arm, run, done + step + 1)
    order += <usize>network.batch << 2
  }
}

/** Writes the logits of a run for `count` examples from `first` on, f32 [count × classes]; as many as there is room for. */
export function predict(network: Network, examples: Examples, run: usize, first: i32, count: i32, out: usize): void {
  const bytes = <usize>network.classes << 2
  const logits = send(network, examples, run, first, count)
  const width = <usize>layerOf(network, network.layers - 1).outWidth << 2
  for (let row = 0; row < count; row++) memory.copy(out + row * bytes, logits + row * width, bytes)
}

/** Adds what these examples say of a run to its sums; as many as there is room for. */
export function measure(network: Network, examples: Examples, arm: Arm, run: usize, first: i32, count: i32, at: Sums, sums: usize): void {
  const logits = send(network, examples, run, first, count)
  const width = <usize>layerOf(network, network.layers - 1).outWidth << 2
  for (let row = 0; row < count; row++) {
    const label = load<u32>(examples.labels + (<usize>(first + row) << 2))
    addRow(network.classes, arm, logits + row * width, label, at, sums, network.scratch)
  }
}

function send(network: Network, examples: Examples, run: usize, first: i32, count: i32): usize {
  gather(network, examples, 0, first, count)
  forward(network, run, rowsOf(count))
  return layerOf(network, network.layers - 1).sums
}

// The kernel's functions of one number, as tests ask for them.
export function exp(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0)
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
