// One layer forward for a batch in `work`: every invocation makes tiles of four units × TILE examples. The examples of a
// tile stand a part of the batch apart, so that neighbouring invocations read neighbouring addresses.
fn forward(layer: Layer, parameterBase: u32, workBase: u32, hidden: bool, lane: u32) {
  let stride = placement.stride;
  let apart = placement.paddedBatch / TILE;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < groups * apart; tile += invocations) {
    let group = tile / apart;
    let example = tile % apart;
    let bias = parameters[parameterBase + layer.weights + 4u * layer.inputGroups * groups + group];
    var sum$tile = bias;
    var row = parameterBase + layer.weights + group;
    var at = workBase + layer.inputs + example;
    for (var k = 0u; k < layer.inputGroups; k++) {
      let w = mat4x4<f32>(
        parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
      sum$tile += w * work[at + $tile * apart];
      row += 4u * groups;
      at += stride;
    }
    let present = 4u * group + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs);
    let mask = select(vec4<f32>(), vec4<f32>(1.0), present);
    let out = workBase + layer.activations + group * stride + example;
    work[out + $tile * apart] = finished(sum$tile, mask, hidden);
  }
}

fn finished(sum: vec4<f32>, mask: vec4<f32>, hidden: bool) -> vec4<f32> {
  return select(sum, mask * activate(sum), hidden);
}
