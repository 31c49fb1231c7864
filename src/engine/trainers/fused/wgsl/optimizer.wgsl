// What an optimizer does with the gradient of four parameters.

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
