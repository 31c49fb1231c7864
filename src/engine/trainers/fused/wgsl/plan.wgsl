// What every kernel knows of the networks. Units, inputs and classes stand in groups of four, so that one vec4 holds
// four of them; the last group of a layer is filled up with zeros. Offsets and strides count vec4s.

override invocations: u32 = 16u;

struct Layer {
  inputGroups: u32,
  outputs: u32,
  outputGroups: u32,
  // In a run's parameters: weights [inputGroups · 4][outputGroups], then biases [outputGroups].
  weights: u32,
  biases: u32,
  // In a run's work: activations of the layer before and of this one, dL/d(weighted sum) of this one,
  // each [groups][paddedBatch].
  inputs: u32,
  activations: u32,
  deltas: u32,
}

const TANH = 0u;
const RELU = 1u;
const SIGMOID = 2u;
const LINEAR = 3u;

const SGD = 0u;
const ADAM = 1u;
const ADAMW = 2u;

struct Plan {
  layers: array<Layer, 5>,
  layerCount: u32,
  activation: u32,
  optimizer: u32,
  // Examples of a batch; up to a multiple of four in `paddedBatch`.
  batch: u32,
  paddedBatch: u32,
  classes: u32,
  repeats: u32,
  armStride: u32,
  parameterStride: u32,
  slotStride: u32,
  workStride: u32,
  padding: u32,
}

struct Dispatch {
  // The first run of this dispatch among those of the buffers, and the buffers' first run among all.
  firstRun: u32,
  runOffset: u32,
  // Which steps, in a schedule of `scheduleSteps`.
  firstStep: u32,
  steps: u32,
  scheduleSteps: u32,
  // The first run's place among the outputs, and which of how many examples to predict.
  firstOutput: u32,
  firstExample: u32,
  endExample: u32,
  examples: u32,
  padding0: u32,
  padding1: u32,
  padding2: u32,
}

@group(0) @binding(0) var<uniform> plan: Plan;
@group(0) @binding(1) var<uniform> dispatch: Dispatch;
// [examples][inputGroups]
@group(0) @binding(2) var<storage, read> features: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> parameters: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> work: array<vec4<f32>>;
