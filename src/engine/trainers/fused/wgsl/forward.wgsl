// One layer forward for a batch in `work`: every invocation makes tiles of four units × eight examples. The examples
// of a tile stand an eighth of the batch apart, so that neighbouring invocations read neighbouring addresses.
fn forward(layer: Layer, parameterBase: u32, workBase: u32, hidden: bool, lane: u32) {
  let stride = placement.paddedBatch;
  let apart = stride / 8u;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < groups * apart; tile += invocations) {
    let group = tile / apart;
    let example = tile % apart;
    let bias = parameters[parameterBase + layer.biases + group];
    var sum0 = bias;
    var sum1 = bias;
    var sum2 = bias;
    var sum3 = bias;
    var sum4 = bias;
    var sum5 = bias;
    var sum6 = bias;
    var sum7 = bias;
    var row = parameterBase + layer.weights + group;
    var at = workBase + layer.inputs + example;
    for (var k = 0u; k < layer.inputGroups; k++) {
      let w = mat4x4<f32>(
        parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
      sum0 += w * work[at];
      sum1 += w * work[at + apart];
      sum2 += w * work[at + 2u * apart];
      sum3 += w * work[at + 3u * apart];
      sum4 += w * work[at + 4u * apart];
      sum5 += w * work[at + 5u * apart];
      sum6 += w * work[at + 6u * apart];
      sum7 += w * work[at + 7u * apart];
      row += 4u * groups;
      at += stride;
    }
    let present = 4u * group + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs);
    let mask = select(vec4<f32>(), vec4<f32>(1.0), present);
    let out = workBase + layer.activations + group * stride + example;
    // In a loop, because shader compilers take their time over long code.
    var sums = array<vec4<f32>, 8>(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    for (var i = 0u; i < 8u; i++) {
      work[out + i * apart] = finished(sums[i], mask, hidden);
    }
  }
}

fn finished(sum: vec4<f32>, mask: vec4<f32>, hidden: bool) -> vec4<f32> {
  return select(sum, mask * activate(sum), hidden);
}
