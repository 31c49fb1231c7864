// Activations, and their slopes written with the activation itself. Selected without branches: those cost more than
// the arithmetic that they would spare.

fn isStraight() -> bool {
  return placement.activation == RELU || placement.activation == LINEAR;
}

// What is left of a negative sum.
fn leak() -> f32 {
  return select(0.0, 1.0, placement.activation == LINEAR);
}

fn activate(x: vec4<f32>) -> vec4<f32> {
  // tanh x = 2 σ(2x) − 1. Where the exponential would overflow, σ is 0 to the last digit.
  let scale = select(2.0, 1.0, placement.activation == SIGMOID);
  let sigma = 1.0 / (1.0 + exp(min(-scale * x, vec4<f32>(80.0))));
  return select(scale * sigma - (scale - 1.0), max(x, leak() * x), isStraight());
}

fn slope(a: vec4<f32>) -> vec4<f32> {
  let curve = select(vec4<f32>(1.0), a, placement.activation == SIGMOID) - a * a;
  return select(curve, select(vec4<f32>(leak()), vec4<f32>(1.0), a > vec4<f32>()), isStraight());
}
