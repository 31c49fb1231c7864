// dL/d(weighted sum) of the layer below from that of `layer`: four units × four examples a tile, as in `forward`.
fn backward(layer: Layer, below: Layer, parameterBase: u32, workBase: u32, lane: u32) {
  let stride = plan.paddedBatch;
  let quarter = stride / 4u;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < below.outputGroups * quarter; tile += invocations) {
    let group = tile / quarter;
    let example = tile % quarter;
    var sum0 = vec4<f32>();
    var sum1 = vec4<f32>();
    var sum2 = vec4<f32>();
    var sum3 = vec4<f32>();
    var row = parameterBase + layer.weights + 4u * group * groups;
    var at = workBase + layer.deltas + example;
    for (var k = 0u; k < groups; k++) {
      let w0 = parameters[row];
      let w1 = parameters[row + groups];
      let w2 = parameters[row + 2u * groups];
      let w3 = parameters[row + 3u * groups];
      let d0 = work[at];
      let d1 = work[at + quarter];
      let d2 = work[at + 2u * quarter];
      let d3 = work[at + 3u * quarter];
      sum0 += vec4<f32>(dot(w0, d0), dot(w1, d0), dot(w2, d0), dot(w3, d0));
      sum1 += vec4<f32>(dot(w0, d1), dot(w1, d1), dot(w2, d1), dot(w3, d1));
      sum2 += vec4<f32>(dot(w0, d2), dot(w1, d2), dot(w2, d2), dot(w3, d2));
      sum3 += vec4<f32>(dot(w0, d3), dot(w1, d3), dot(w2, d3), dot(w3, d3));
      row += 1u;
      at += stride;
    }
    let activations = workBase + below.activations + group * stride + example;
    let out = workBase + below.deltas + group * stride + example;
    work[out] = sum0 * slope(work[activations]);
    work[out + quarter] = sum1 * slope(work[activations + quarter]);
    work[out + 2u * quarter] = sum2 * slope(work[activations + 2u * quarter]);
    work[out + 3u * quarter] = sum3 * slope(work[activations + 3u * quarter]);
  }
}
