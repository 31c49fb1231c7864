// What the engine writes down for the kernel: words and numbers at the places that `places.ts` beside this folder
// gives them. Addresses are in bytes; a width is a count rounded up to whole fours. `product.ts` says how rows and weights
// stand.

/** A dense layer, x·W + b, or a convolution. */
@unmanaged
export class Layer {
  isConv: i32
  /** Numbers of a row that it is given. */
  inputs: i32
  inWidth: i32
  /** Numbers of each position that it gives; a dense layer has one. */
  outputs: i32
  outWidth: i32
  positions: i32
  /** From a run's parameters on: weights, biases [outWidth]. */
  weights: usize
  biases: usize
  /** What it is given and what it gives, and dL/d(weighted sums) of the latter: rows of so many numbers. */
  given: usize
  sums: usize
  delta: usize
  /** Room for the weights of the way back. */
  transposed: usize
  /** The rest is a convolution's: the map before it is pooled, and numbers of each position that it is given. */
  height: i32
  width: i32
  channels: i32
  size: i32
  dilation: i32
  isPooled: i32
  /** Which of each window was the largest, 0…3, laid out as what it gives; 0 where nothing is pooled. */
  winners: usize
}

@unmanaged
export class Network {
  layers: i32
  activation: i32
  optimizer: i32
  /** Rows of logits of an example. */
  positions: i32
  classes: i32
  /** Examples of a batch, and how many of them are gone through at once. */
  batch: i32
  together: i32
  /** Bytes of a run's parameters; its slots follow them. */
  parameters: usize
  /** dL/d(parameters), laid out as they are. */
  gradient: usize
  /** Room for that of a part of the batch. */
  part: usize
  /**
   * Room for the maps of two blocks before they are pooled, for what the cells of a kernel see from a row of two blocks,
   * and for the sums of a convolution's gradient.
   */
  maps: usize
  seen: usize
  partials: usize
  /** Room for one row, f64 [2 × classes]. */
  scratch: usize
}

/** Examples, and labels as i32, one for each position; −1 where there is none. */
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
