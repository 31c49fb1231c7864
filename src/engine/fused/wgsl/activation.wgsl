// Activations, and their slopes written with the activation itself. 0 tanh, 1 ReLU, 2 sigmoid, 3 linear.

fn activate(x: vec4<f32>) -> vec4<f32> {
  switch plan.activation {
    case 0u: { return tangent(x); }
    case 1u: { return max(x, vec4<f32>()); }
    case 2u: { return 0.5 + 0.5 * tangent(0.5 * x); }
    default: { return x; }
  }
}

fn slope(a: vec4<f32>) -> vec4<f32> {
  switch plan.activation {
    case 0u: { return 1.0 - a * a; }
    case 1u: { return select(vec4<f32>(), vec4<f32>(1.0), a > vec4<f32>()); }
    case 2u: { return a - a * a; }
    default: { return vec4<f32>(1.0); }
  }
}

fn tangent(x: vec4<f32>) -> vec4<f32> {
  return tanh(x);
}
