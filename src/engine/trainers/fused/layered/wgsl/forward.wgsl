// One layer forward, with bias, activation and pooling.

@compute @workgroup_size(invocations)
fn layeredForward(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let parameterBase = parameterBaseOf(workgroup.y);
  let workBase = workBaseOf(workgroup.y);
  let groups = layer.outGroups;
  let end = min(words.endItem, tilesOf(groups));
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    let tile = tileOf(item, groups);
    let bias = parameters[parameterBase + layer.biases + tile.group];
    var sum0 = bias;
    var sum1 = bias;
    var sum2 = bias;
    var sum3 = bias;
    var sum4 = bias;
    var sum5 = bias;
    var sum6 = bias;
    var sum7 = bias;
    var row = parameterBase + layer.weights + tile.group;
    for (var cell = 0u; cell < layer.rows * layer.columns; cell++) {
      let right = (cell % layer.columns - layer.columns / 2u) * layer.dilation;
      let down = (cell / layer.columns - layer.rows / 2u) * layer.dilation;
      var at = placesOf(tile, right, down, workBase + layer.inputs, layer.inApart);
      for (var k = 0u; k < layer.inGroups; k++) {
        let w = mat4x4<f32>(
          parameters[row], parameters[row + groups], parameters[row + 2u * groups], parameters[row + 3u * groups]);
        sum0 += w * work[at.upper.x];
        sum1 += w * work[at.upper.y];
        sum2 += w * work[at.upper.z];
        sum3 += w * work[at.upper.w];
        sum4 += w * work[at.lower.x];
        sum5 += w * work[at.lower.y];
        sum6 += w * work[at.lower.z];
        sum7 += w * work[at.lower.w];
        row += 4u * groups;
        at.upper += at.upperStep;
        at.lower += at.lowerStep;
      }
    }
    // In loops, because shader compilers take their time over long code.
    var sums = array<vec4<f32>, 8>(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    let present = 4u * tile.group + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs);
    let mask = select(vec4<f32>(), vec4<f32>(1.0), present);
    let out = workBase + layer.activations + tile.example + tile.group * placement.paddedBatch;
    if (layer.pooled == 1u) {
      let hasLower = tile.y + 1u < layer.height;
      let down = (tile.y / 2u) * ((layer.width + 1u) / 2u);
      for (var i = 0u; i < 4u && tile.x + i < layer.width; i += 2u) {
        let hasRight = tile.x + i + 1u < layer.width;
        var kept = Kept(sums[i], vec4<f32>());
        kept = larger(kept, sums[i + 1u], 1.0, hasRight);
        kept = larger(kept, sums[i + 4u], 2.0, hasLower);
        kept = larger(kept, sums[i + 5u], 3.0, hasRight && hasLower);
        let at = (down + (tile.x + i) / 2u) * groups * placement.paddedBatch;
        work[out + at] = mask * activate(kept.value);
        work[out - layer.activations + layer.choices + at] = kept.choice;
      }
    } else {
      for (var i = 0u; i < 8u; i++) {
        let x = tile.x + i % 4u;
        let y = tile.y + i / 4u;
        if (x < layer.width && y < layer.height) {
          let value = select(sums[i], mask * activate(sums[i]), layer.hidden == 1u);
          work[out + (y * layer.width + x) * layer.outApart] = value;
        }
      }
    }
  }
}

// Of a window's sums the largest, and which it is. Activations rise with sums, so that it is the largest of these, too.
struct Kept {
  value: vec4<f32>,
  choice: vec4<f32>,
}

// The first of equal ones stays.
fn larger(kept: Kept, value: vec4<f32>, choice: f32, isThere: bool) -> Kept {
  let won = vec4<bool>(isThere) & (value > kept.value);
  return Kept(select(kept.value, value, won), select(kept.choice, vec4<f32>(choice), won));
}
