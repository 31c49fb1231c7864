// dL/d(weighted sum) of the layer below from that of `layer`: four units × eight examples a tile, as in `forward`.
fn backward(layer: Layer, below: Layer, parameterBase: u32, workBase: u32, lane: u32) {
  let stride = placement.paddedBatch;
  let apart = stride / 8u;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < below.outputGroups * apart; tile += invocations) {
    let group = tile / apart;
    let example = tile % apart;
    var sum0 = vec4<f32>();
    var sum1 = vec4<f32>();
    var sum2 = vec4<f32>();
    var sum3 = vec4<f32>();
    var sum4 = vec4<f32>();
    var sum5 = vec4<f32>();
    var sum6 = vec4<f32>();
    var sum7 = vec4<f32>();
    var row = parameterBase + layer.weights + 4u * group * groups;
    var at = workBase + layer.deltas + example;
    for (var k = 0u; k < groups; k++) {
      let w = mat4x4<f32>(
        parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
      sum0 += work[at] * w;
      sum1 += work[at + apart] * w;
      sum2 += work[at + 2u * apart] * w;
      sum3 += work[at + 3u * apart] * w;
      sum4 += work[at + 4u * apart] * w;
      sum5 += work[at + 5u * apart] * w;
      sum6 += work[at + 6u * apart] * w;
      sum7 += work[at + 7u * apart] * w;
      row += 1u;
      at += stride;
    }
    let value = workBase + below.activations + group * stride + example;
    let out = workBase + below.deltas + group * stride + example;
    var sums = array<vec4<f32>, 8>(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    for (var i = 0u; i < 8u; i++) {
      work[out + i * apart] = sums[i] * slope(work[value + i * apart]);
    }
  }
}
