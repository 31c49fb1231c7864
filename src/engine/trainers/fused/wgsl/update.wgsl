// The gradient of a layer's parameters and, at once, their update: eight inputs × four units a tile, summed over the
// batch in its order. Every value of slots and parameters is read and written by one invocation.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;

fn update(layer: Layer, workBase: u32, step: Step, lane: u32) {
  let groups = layer.outputGroups;
  let pairs = (layer.inputGroups + 1u) / 2u;
  for (var tile = lane; tile < pairs * groups; tile += invocations) {
    let first = 2u * (tile / groups);
    let second = min(first + 1u, layer.inputGroups - 1u);
    let group = tile % groups;
    var sum0 = vec4<f32>();
    var sum1 = vec4<f32>();
    var sum2 = vec4<f32>();
    var sum3 = vec4<f32>();
    var sum4 = vec4<f32>();
    var sum5 = vec4<f32>();
    var sum6 = vec4<f32>();
    var sum7 = vec4<f32>();
    var biasSum = vec4<f32>();
    let deltas = workBase + layer.deltas + group * placement.paddedBatch;
    let above = workBase + layer.inputs + first * placement.paddedBatch;
    let below = workBase + layer.inputs + second * placement.paddedBatch;
    for (var example = 0u; example < placement.paddedBatch; example += 4u) {
      let d = four(deltas + example);
      let a = transpose(four(above + example));
      let b = transpose(four(below + example));
      sum0 += d * a[0];
      sum1 += d * a[1];
      sum2 += d * a[2];
      sum3 += d * a[3];
      sum4 += d * b[0];
      sum5 += d * b[1];
      sum6 += d * b[2];
      sum7 += d * b[3];
      biasSum += d * vec4<f32>(1.0);
    }
    var sums = array<vec4<f32>, 8>(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    let rows = select(4u, 8u, second > first);
    for (var j = 0u; j < rows; j++) {
      apply(layer.weights + (4u * first + j) * groups + group, sums[j], step);
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
