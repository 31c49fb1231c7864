// The gradient of a layer's parameters and, at once, their update: eight inputs × four units a tile, summed over the
// batch in its order. Every value of slots and parameters is read and written by one invocation.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;

const BETA1 = 0.9;
const BETA2 = 0.999;
const ADAM_EPSILON = 1e-8;

struct Step {
  learningRate: f32,
  // How much of the weights is added to the gradient, and how much of them goes at once (AdamW).
  coupledDecay: f32,
  decoupledDecay: f32,
  // What the first slot keeps of itself and takes of the gradient.
  keep: f32,
  take: f32,
  // Adam's 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ).
  corrections: vec2<f32>,
  parameterBase: u32,
  slotBase: u32,
}

fn stepOf(arm: u32, local: u32) -> Step {
  let learningRate = arms[arm + LEARNING_RATE];
  let decay = arms[arm + WEIGHT_DECAY];
  let decoupled = placement.optimizer == ADAMW;
  let plain = placement.optimizer == SGD;
  return Step(
    learningRate,
    select(decay, 0.0, decoupled),
    select(0.0, learningRate * decay, decoupled),
    select(BETA1, arms[arm + MOMENTUM], plain),
    select(1.0 - BETA1, 1.0, plain),
    vec2<f32>(1.0),
    local * placement.parameterStride,
    local * placement.slotStride,
  );
}

fn update(layer: Layer, workBase: u32, step: Step, lane: u32) {
  let groups = layer.outputGroups;
  let pairs = (layer.inputGroups + 1u) / 2u;
  for (var tile = lane; tile < pairs * groups; tile += invocations) {
    let first = 2u * (tile / groups);
    let second = min(first + 1u, layer.inputGroups - 1u);
    let group = tile % groups;
    var firstSum$four = vec4<f32>();
    var secondSum$four = vec4<f32>();
    var biasSum = vec4<f32>();
    let deltas = workBase + layer.deltas + group * placement.paddedBatch;
    let above = workBase + layer.inputs + first * placement.paddedBatch;
    let below = workBase + layer.inputs + second * placement.paddedBatch;
    for (var example = 0u; example < placement.paddedBatch; example += 4u) {
      let d = four(deltas + example);
      let a = transpose(four(above + example));
      let b = transpose(four(below + example));
      firstSum$four += d * a[$four];
      secondSum$four += d * b[$four];
      biasSum += d * vec4<f32>(1.0);
    }
    let row = layer.weights + 4u * first * groups + group;
    apply(row + $four * groups, firstSum$four, step);
    if (second > first) {
      apply(row + (4u + $four) * groups, secondSum$four, step);
    }
    if (first == 0u) {
      apply(layer.biases + group, biasSum, step);
    }
  }
}

// Four neighbours in `work`.
fn four(at: u32) -> mat4x4<f32> {
  return mat4x4<f32>(work[at], work[at + 1u], work[at + 2u], work[at + 3u]);
}

fn apply(at: u32, gradient: vec4<f32>, step: Step) {
  let place = step.parameterBase + at;
  let first = step.slotBase + at;
  let w = parameters[place];
  let g = gradient + step.coupledDecay * w;
  let m = step.keep * slots[first] + step.take * g;
  slots[first] = m;
  var change = m;
  if (placement.optimizer != SGD) {
    let second = first + placement.parameterStride;
    let v = BETA2 * slots[second] + (1.0 - BETA2) * g * g;
    slots[second] = v;
    change = (m * step.corrections.x) / (sqrt(v * step.corrections.y) + ADAM_EPSILON);
  }
  parameters[place] = w - step.decoupledDecay * w - step.learningRate * change;
}
