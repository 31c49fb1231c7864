// dL/d(sums) of the layer below from that of `layer`: through its weights, the activation, and the pool.

@compute @workgroup_size(invocations)
fn layeredBackward(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let parameterBase = parameterBaseOf(workgroup.y);
  let workBase = workBaseOf(workgroup.y);
  let groups = layer.outGroups;
  let end = min(words.endItem, tilesOf(layer.inGroups));
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    let tile = tileOf(item, layer.inGroups);
    var sum0 = vec4<f32>();
    var sum1 = vec4<f32>();
    var sum2 = vec4<f32>();
    var sum3 = vec4<f32>();
    var sum4 = vec4<f32>();
    var sum5 = vec4<f32>();
    var sum6 = vec4<f32>();
    var sum7 = vec4<f32>();
    for (var cell = 0u; cell < layer.rows * layer.columns; cell++) {
      // A cell that looks to the right is looked at from the left.
      let right = (layer.columns / 2u - cell % layer.columns) * layer.dilation;
      let down = (layer.rows / 2u - cell / layer.columns) * layer.dilation;
      var at = placesOf(tile, right, down, workBase + layer.deltas, layer.outApart);
      var row = parameterBase + layer.weights + 4u * (cell * layer.inGroups + tile.group) * groups;
      for (var k = 0u; k < groups; k++) {
        let w = mat4x4<f32>(
          parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
        sum0 += work[at.upper.x] * w;
        sum1 += work[at.upper.y] * w;
        sum2 += work[at.upper.z] * w;
        sum3 += work[at.upper.w] * w;
        sum4 += work[at.lower.x] * w;
        sum5 += work[at.lower.y] * w;
        sum6 += work[at.lower.z] * w;
        sum7 += work[at.lower.w] * w;
        row += 1u;
        at.upper += at.upperStep;
        at.lower += at.lowerStep;
      }
    }
    var sums = array<vec4<f32>, 8>(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    for (var i = 0u; i < 8u; i++) {
      let x = tile.x + i % 4u;
      let y = tile.y + i / 4u;
      if (x < layer.width && y < layer.height) {
        let place = tile.example + tile.group * placement.paddedBatch + (y * layer.width + x) * layer.inApart;
        passDown(workBase, place, sums[i] * slope(work[workBase + layer.inputs + place]));
      }
    }
  }
}

// Writes the delta of four inputs to where they were made: of a pooled window it goes to the one that was kept.
fn passDown(workBase: u32, place: u32, delta: vec4<f32>) {
  if (layer.belowPooled == 0u) {
    work[workBase + layer.belowDeltas + place] = delta;
    return;
  }
  let choice = work[workBase + layer.belowChoices + place];
  let unit = place / placement.paddedBatch;
  let position = unit / layer.belowGroups;
  let across = (layer.belowWidth + 1u) / 2u;
  let out = workBase + layer.belowDeltas + (unit % layer.belowGroups) * placement.paddedBatch + place % placement.paddedBatch;
  for (var i = 0u; i < 4u; i++) {
    let x = 2u * (position % across) + i % 2u;
    let y = 2u * (position / across) + i / 2u;
    if (x < layer.belowWidth && y < layer.belowHeight) {
      let at = (y * layer.belowWidth + x) * layer.belowGroups * placement.paddedBatch;
      work[out + at] = select(vec4<f32>(), delta, choice == vec4<f32>(f32(i)));
    }
  }
}
