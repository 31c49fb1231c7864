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
  let team = teamOf(lane);
  for (var item = words.firstItem + workgroup.x * team.side + team.own; item < end; item += workgroups.x * team.side) {
    let tile = tileOf(item, groups);
    let second = min(tile.group + 1u, groups - 1u);
    for (var example = team.example; example < layer.lanes; example += invocations) {
      let bias = parameters[parameterBase + layer.biases + tile.group];
      let secondBias = parameters[parameterBase + layer.biases + second];
      var sum0 = bias;
      var sum1 = bias;
      var sum2 = bias;
      var sum3 = bias;
      var sum4 = bias;
      var sum5 = bias;
      var sum6 = bias;
      var sum7 = bias;
      var sum8 = secondBias;
      var sum9 = secondBias;
      var sum10 = secondBias;
      var sum11 = secondBias;
      var sum12 = secondBias;
      var sum13 = secondBias;
      var sum14 = secondBias;
      var sum15 = secondBias;
      let maps = workBase + layer.inputs;
      let weights = parameterBase + layer.weights + tile.group;
      let apart = second - tile.group;
      for (var cell = 0u; cell < layer.rows * layer.columns; cell++) {
        let x = tile.x + (cell % layer.columns - layer.columns / 2u) * layer.dilation;
        let y = tile.y + (cell / layer.columns - layer.rows / 2u) * layer.dilation;
        let upper = fourOf(x, y, maps, layer.inApart, example);
        let lower = fourOf(x, y + 1u, maps, layer.inApart, example);
        var up = upper.at;
        var low = lower.at;
        var at = weights + 4u * cell * layer.inGroups * groups;
        for (var k = 0u; k < layer.inGroups; k++) {
          let v = weightsOf(at, groups);
          let w = weightsOf(at + apart, groups);
          let m0 = work[up.x];
          let m1 = work[up.y];
          let m2 = work[up.z];
          let m3 = work[up.w];
          let m4 = work[low.x];
          let m5 = work[low.y];
          let m6 = work[low.z];
          let m7 = work[low.w];
          sum0 += v * m0;
          sum1 += v * m1;
          sum2 += v * m2;
          sum3 += v * m3;
          sum4 += v * m4;
          sum5 += v * m5;
          sum6 += v * m6;
          sum7 += v * m7;
          sum8 += w * m0;
          sum9 += w * m1;
          sum10 += w * m2;
          sum11 += w * m3;
          sum12 += w * m4;
          sum13 += w * m5;
          sum14 += w * m6;
          sum15 += w * m7;
          at += 4u * groups;
          up += upper.step;
          low += lower.step;
        }
      }
      let hasLower = tile.y + 1u < layer.height;
      let hasRight = tile.x + vec2<u32>(1u, 3u) < vec2<u32>(layer.width);
      let kept0 = largest(sum0, sum1, sum4, sum5, hasRight.x, hasLower);
      let kept1 = largest(sum2, sum3, sum6, sum7, hasRight.y, hasLower);
      let kept2 = largest(sum8, sum9, sum12, sum13, hasRight.x, hasLower);
      let kept3 = largest(sum10, sum11, sum14, sum15, hasRight.y, hasLower);
      var choices = array<vec4<f32>, 4>(kept0.choice, kept1.choice, kept2.choice, kept3.choice);
      var sums = array<vec4<f32>, 16>(
        sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, sum8, sum9, sum10, sum11, sum12, sum13, sum14, sum15);
      let isPooled = layer.pooled == 1u;
      if (isPooled) {
        sums[0] = kept0.value;
        sums[1] = kept1.value;
        sums[2] = kept2.value;
        sums[3] = kept3.value;
      }
      let width = select(layer.width, (layer.width + 1u) / 2u, isPooled);
      let out = workBase + example + tile.group * placement.paddedBatch;
      // In a loop, because shader compilers take their time over long code.
      for (var i = 0u; i < select(16u, 4u, isPooled); i++) {
        let x = select(tile.x + (i & 3u), tile.x / 2u + (i & 1u), isPooled);
        let y = select(tile.y + ((i >> 2u) & 1u), tile.y / 2u, isPooled);
        let group = select(i >> 3u, i >> 1u, isPooled);
        if (x < width && y < layer.height && tile.group + group < groups) {
          let at = out + (y * width + x) * layer.outApart + group * placement.paddedBatch;
          let value = sums[i];
          work[at + layer.activations] = select(value, presentOf(tile.group + group) * activate(value), layer.hidden == 1u);
          if (isPooled) {
            work[at + layer.choices] = choices[i & 3u];
          }
        }
      }
    }
  }
}

// 1 for units, and 0 for what a last group is filled up with.
fn presentOf(group: u32) -> vec4<f32> {
  return select(vec4<f32>(), vec4<f32>(1.0), 4u * group + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs));
}

// Of a window's sums the largest, and which it is. Activations rise with sums, so that it is the largest of these, too.
struct Kept {
  value: vec4<f32>,
  choice: vec4<f32>,
}

fn largest(first: vec4<f32>, right: vec4<f32>, lower: vec4<f32>, last: vec4<f32>, hasRight: bool, hasLower: bool) -> Kept {
  var kept = Kept(first, vec4<f32>());
  kept = larger(kept, right, 1.0, hasRight);
  kept = larger(kept, lower, 2.0, hasLower);
  return larger(kept, last, 3.0, hasRight && hasLower);
}

// The first of equal ones stays.
fn larger(kept: Kept, value: vec4<f32>, choice: f32, isThere: bool) -> Kept {
  let won = vec4<bool>(isThere) & (value > kept.value);
  return Kept(select(kept.value, value, won), select(kept.choice, vec4<f32>(choice), won));
}
