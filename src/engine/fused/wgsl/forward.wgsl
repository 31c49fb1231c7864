// One layer forward for a batch in `work`: every invocation makes tiles of four units × four examples. The examples
// of a tile stand a quarter of the batch apart, so that neighbouring invocations read neighbouring addresses.
fn forward(layer: Layer, parameterBase: u32, workBase: u32, hidden: bool, lane: u32) {
  let stride = plan.paddedBatch;
  let quarter = stride / 4u;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < groups * quarter; tile += invocations) {
    let group = tile / quarter;
    let example = tile % quarter;
    let bias = parameters[parameterBase + layer.biases + group];
    var sum0 = bias;
    var sum1 = bias;
    var sum2 = bias;
    var sum3 = bias;
    var row = parameterBase + layer.weights + group;
    var at = workBase + layer.inputs + example;
    for (var k = 0u; k < layer.inputGroups; k++) {
      let w0 = parameters[row];
      let w1 = parameters[row + groups];
      let w2 = parameters[row + 2u * groups];
      let w3 = parameters[row + 3u * groups];
      let a0 = work[at];
      let a1 = work[at + quarter];
      let a2 = work[at + 2u * quarter];
      let a3 = work[at + 3u * quarter];
      sum0 += w0 * a0.x + w1 * a0.y + w2 * a0.z + w3 * a0.w;
      sum1 += w0 * a1.x + w1 * a1.y + w2 * a1.z + w3 * a1.w;
      sum2 += w0 * a2.x + w1 * a2.y + w2 * a2.z + w3 * a2.w;
      sum3 += w0 * a3.x + w1 * a3.y + w2 * a3.z + w3 * a3.w;
      row += 4u * groups;
      at += stride;
    }
    if (hidden) {
      let present = group * 4u + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs);
      sum0 = select(vec4<f32>(), activate(sum0), present);
      sum1 = select(vec4<f32>(), activate(sum1), present);
      sum2 = select(vec4<f32>(), activate(sum2), present);
      sum3 = select(vec4<f32>(), activate(sum3), present);
    }
    let out = workBase + layer.activations + group * stride + example;
    work[out] = sum0;
    work[out + quarter] = sum1;
    work[out + 2u * quarter] = sum2;
    work[out + 3u * quarter] = sum3;
  }
}
