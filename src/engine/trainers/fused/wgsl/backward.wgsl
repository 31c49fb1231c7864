// dL/d(weighted sum) of the layer below from that of `layer`: four units × TILE examples a tile, as in `forward`.
fn backward(layer: Layer, below: Layer, parameterBase: u32, workBase: u32, lane: u32) {
  let stride = placement.stride;
  let apart = placement.paddedBatch / TILE;
  let groups = layer.outputGroups;
  for (var tile = lane; tile < below.outputGroups * apart; tile += invocations) {
    let group = tile / apart;
    let example = tile % apart;
    var sum$tile = vec4<f32>();
    var row = parameterBase + layer.weights + 4u * group * groups;
    var at = workBase + layer.deltas + example;
    for (var k = 0u; k < groups; k++) {
      let w = mat4x4<f32>(
        parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
      sum$tile += work[at + $tile * apart] * w;
      row += 1u;
      at += stride;
    }
    let value = workBase + below.activations + group * stride + example;
    let out = workBase + below.deltas + group * stride + example;
    work[out + $tile * apart] = sum$tile * slope(work[value + $tile * apart]);
  }
}
