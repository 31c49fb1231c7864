// Activations, and their slopes written with the activation itself. Selected without branches: those cost more than
// the arithmetic that they would spare.

fn activate(x: vec4<f32>) -> vec4<f32> {
  let scale = select(1.0, 0.5, plan.activation == SIGMOID);
  // Some devices overflow inside tanh; at ±10 it is ±1 to the last digit.
  let curve = tanh(clamp(scale * x, vec4<f32>(-10.0), vec4<f32>(10.0)));
  let bent = select(curve, 0.5 + 0.5 * curve, plan.activation == SIGMOID);
  let straight = select(x, max(x, vec4<f32>()), plan.activation == RELU);
  return select(bent, straight, plan.activation == RELU || plan.activation == LINEAR);
}

fn slope(a: vec4<f32>) -> vec4<f32> {
  let curve = select(1.0 - a * a, a - a * a, plan.activation == SIGMOID);
  let straight = select(vec4<f32>(1.0), select(vec4<f32>(), vec4<f32>(1.0), a > vec4<f32>()), plan.activation == RELU);
  return select(curve, straight, plan.activation == RELU || plan.activation == LINEAR);
}
