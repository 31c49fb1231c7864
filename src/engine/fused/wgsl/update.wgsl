// The gradient of a layer's parameters and, at once, their update: four inputs × four units a tile, summed over the
// batch in its order. Every value of slots and parameters is read and written by one invocation.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;

struct Step {
  learningRate: f32,
  momentum: f32,
  weightDecay: f32,
  // 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ) at this step.
  corrections: vec2<f32>,
  parameterBase: u32,
  slotBase: u32,
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const ADAM_EPSILON = 1e-8;

fn update(layer: Layer, workBase: u32, step: Step, lane: u32) {
  let groups = layer.outputGroups;
  let pairs = (layer.inputGroups + 1u) / 2u;
  for (var tile = lane; tile < pairs * groups; tile += invocations) {
    let inputGroup = 2u * (tile / groups);
    let second = min(inputGroup + 1u, layer.inputGroups - 1u);
    let group = tile % groups;
    var sum0 = vec4<f32>();
    var sum1 = vec4<f32>();
    var sum2 = vec4<f32>();
    var sum3 = vec4<f32>();
    var sum4 = vec4<f32>();
    var sum5 = vec4<f32>();
    var sum6 = vec4<f32>();
    var sum7 = vec4<f32>();
    var bias = vec4<f32>();
    let inputs = workBase + layer.inputs + inputGroup * plan.paddedBatch;
    let inputs2 = workBase + layer.inputs + second * plan.paddedBatch;
    let deltas = workBase + layer.deltas + group * plan.paddedBatch;
    for (var example = 0u; example < plan.paddedBatch; example += 2u) {
      let a = work[inputs + example];
      let b = work[inputs2 + example];
      let d = work[deltas + example];
      let a_ = work[inputs + example + 1u];
      let b_ = work[inputs2 + example + 1u];
      let d_ = work[deltas + example + 1u];
      sum0 += a.x * d + a_.x * d_;
      sum1 += a.y * d + a_.y * d_;
      sum2 += a.z * d + a_.z * d_;
      sum3 += a.w * d + a_.w * d_;
      sum4 += b.x * d + b_.x * d_;
      sum5 += b.y * d + b_.y * d_;
      sum6 += b.z * d + b_.z * d_;
      sum7 += b.w * d + b_.w * d_;
      bias += d + d_;
    }
    let row = layer.weights + 4u * inputGroup * groups + group;
    apply(row + 0u * groups, sum0, step);
    apply(row + 1u * groups, sum1, step);
    apply(row + 2u * groups, sum2, step);
    apply(row + 3u * groups, sum3, step);
    if (second > inputGroup) {
      apply(row + 4u * groups, sum4, step);
      apply(row + 5u * groups, sum5, step);
      apply(row + 6u * groups, sum6, step);
      apply(row + 7u * groups, sum7, step);
    }
    if (inputGroup == 0u) {
      apply(layer.biases + group, bias, step);
    }
  }
}

fn apply(at: u32, gradient: vec4<f32>, step: Step) {
  let place = step.parameterBase + at;
  let first = step.slotBase + at;
  var w = parameters[place];
  if (plan.optimizer == 2u) {
    w -= step.learningRate * step.weightDecay * w;
  }
  let g = select(gradient + step.weightDecay * w, gradient, plan.optimizer == 2u);
  if (plan.optimizer == 0u) {
    let velocity = step.momentum * slots[first] + g;
    slots[first] = velocity;
    parameters[place] = w - step.learningRate * velocity;
    return;
  }
  let second = first + plan.parameterStride;
  let m = BETA1 * slots[first] + (1.0 - BETA1) * g;
  let v = BETA2 * slots[second] + (1.0 - BETA2) * g * g;
  slots[first] = m;
  slots[second] = v;
  parameters[place] = w - step.learningRate * (m * step.corrections.x) / (sqrt(v * step.corrections.y) + ADAM_EPSILON);
}
