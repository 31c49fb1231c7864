// What the engine writes down for the kernel: words and numbers at the places that `places.ts` beside this folder
// gives them. Addresses are in bytes; a width is a count rounded up to whole fours. `product.ts` says how rows and weights
// stand.

/** A dense layer, x·W + b. */
@unmanaged
export class Layer {
  inputs: i32
  inWidth: i32
  outputs: i32
  outWidth: i32
  /** From a run's parameters on: weights, biases [outWidth]. */
  weights: usize
  biases: usize
  /** What it is given and what it gives, and dL/d(weighted sums) of the latter: rows of so many numbers. */
  given: usize
  sums: usize
  delta: usize
  /** Room for the weights of the way back. */
  transposed: usize
}

@unmanaged
export class Network {
  layers: i32
  activation: i32
  optimizer: i32
  classes: i32
  /** Examples of a batch, and for how many there is room. */
  batch: i32
  room: i32
  /** Bytes of a run's parameters; its slots follow them. */
  parameters: usize
  /** dL/d(parameters), laid out as they are. */
  gradient: usize
  /** Room for one row, f64 [2 × classes]. */
  scratch: usize
}

/** Examples, and labels as u32. */
@unmanaged
export class Examples {
  features: usize
  labels: usize
  /** f32 [256], by byte; 0 where features are f32 themselves. */
  palette: usize
}

/** What one arm trains with. ε₁…ε₈ follow, then as many coefficients of m(p), see `pullCoefficient`, then class weights. */
@unmanaged
export class Arm {
  gamma: f64
  /** Infinity for all. */
  terms: f64
  smoothing: f64
  learningRate: f64
  momentum: f64
  weightDecay: f64
  /** The last j whose ε_j is not 0, at least 1. */
  order: f64
}

@inline
export function layerOf(network: Network, l: i32): Layer {
  return changetype<Layer>(changetype<usize>(network) + offsetof<Network>() + l * offsetof<Layer>())
}

/** ε_j, j from 1. */
@inline
export function epsilonOf(arm: Arm, j: i32): f64 {
  return load<f64>(changetype<usize>(arm) + offsetof<Arm>() + ((j - 1) << 3))
}

@inline
export function pullCoefficientOf(arm: Arm, j: i32): f64 {
  return load<f64>(changetype<usize>(arm) + offsetof<Arm>() + ((7 + j) << 3))
}

@inline
export function classWeightOf(arm: Arm, label: i32): f64 {
  return load<f64>(changetype<usize>(arm) + offsetof<Arm>() + ((16 + label) << 3))
}
