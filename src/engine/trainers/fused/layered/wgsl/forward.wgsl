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
    for (var example = team.example; example < layer.lanes; example += invocations) {
      let bias = parameters[parameterBase + layer.biases + tile.group];
      var sum0 = bias;
      var sum1 = bias;
      var sum2 = bias;
      var sum3 = bias;
      var sum4 = bias;
      var sum5 = bias;
      var sum6 = bias;
      var sum7 = bias;
      var sum8 = bias;
      var sum9 = bias;
      var sum10 = bias;
      var sum11 = bias;
      var sum12 = bias;
      var sum13 = bias;
      var sum14 = bias;
      var sum15 = bias;
      let inputs = workBase + layer.inputs;
      let weights = parameterBase + layer.weights + tile.group;
      // A row of the kernel at a time, which shares what its three cells see.
      for (var row = 0u; row < select(0u, layer.rows, isSlid()); row++) {
        let y = tile.y + (row - layer.rows / 2u);
        let a = fourOf(tile.x - 1u, y, inputs, layer.inApart, example);
        let b = fourOf(tile.x + 3u, y, inputs, layer.inApart, example);
        let c = fourOf(tile.x + 7u, y, inputs, layer.inApart, example);
        let d = fourOf(tile.x - 1u, y + 1u, inputs, layer.inApart, example);
        let e = fourOf(tile.x + 3u, y + 1u, inputs, layer.inApart, example);
        let f = fourOf(tile.x + 7u, y + 1u, inputs, layer.inApart, example);
        var aAt = a.at;
        var bAt = b.at;
        var cAt = c.at;
        var dAt = d.at;
        var eAt = e.at;
        var fAt = f.at;
        var at = weights + 12u * row * layer.inGroups * groups;
        let cell = 4u * layer.inGroups * groups;
        for (var k = 0u; k < layer.inGroups; k++) {
          let w0 = weightsOf(at, groups);
          let w1 = weightsOf(at + cell, groups);
          let w2 = weightsOf(at + 2u * cell, groups);
          let u0 = work[aAt.x];
          let u1 = work[aAt.y];
          let u2 = work[aAt.z];
          let u3 = work[aAt.w];
          let u4 = work[bAt.x];
          let u5 = work[bAt.y];
          let u6 = work[bAt.z];
          let u7 = work[bAt.w];
          let u8 = work[cAt.x];
          let u9 = work[cAt.y];
          let l0 = work[dAt.x];
          let l1 = work[dAt.y];
          let l2 = work[dAt.z];
          let l3 = work[dAt.w];
          let l4 = work[eAt.x];
          let l5 = work[eAt.y];
          let l6 = work[eAt.z];
          let l7 = work[eAt.w];
          let l8 = work[fAt.x];
          let l9 = work[fAt.y];
          sum0 += w0 * u0 + w1 * u1 + w2 * u2;
          sum1 += w0 * u1 + w1 * u2 + w2 * u3;
          sum2 += w0 * u2 + w1 * u3 + w2 * u4;
          sum3 += w0 * u3 + w1 * u4 + w2 * u5;
          sum4 += w0 * u4 + w1 * u5 + w2 * u6;
          sum5 += w0 * u5 + w1 * u6 + w2 * u7;
          sum6 += w0 * u6 + w1 * u7 + w2 * u8;
          sum7 += w0 * u7 + w1 * u8 + w2 * u9;
          sum8 += w0 * l0 + w1 * l1 + w2 * l2;
          sum9 += w0 * l1 + w1 * l2 + w2 * l3;
          sum10 += w0 * l2 + w1 * l3 + w2 * l4;
          sum11 += w0 * l3 + w1 * l4 + w2 * l5;
          sum12 += w0 * l4 + w1 * l5 + w2 * l6;
          sum13 += w0 * l5 + w1 * l6 + w2 * l7;
          sum14 += w0 * l6 + w1 * l7 + w2 * l8;
          sum15 += w0 * l7 + w1 * l8 + w2 * l9;
          at += 4u * groups;
          aAt += a.step;
          bAt += b.step;
          cAt += c.step;
          dAt += d.step;
          eAt += e.step;
          fAt += f.step;
        }
      }
      // Other kernels cell by cell.
      for (var cell = 0u; cell < select(layer.rows * layer.columns, 0u, isSlid()); cell++) {
        let x = tile.x + (cell % layer.columns - layer.columns / 2u) * layer.dilation;
        let y = tile.y + (cell / layer.columns - layer.rows / 2u) * layer.dilation;
        let a = fourOf(x, y, inputs, layer.inApart, example);
        let b = fourOf(x + 4u, y, inputs, layer.inApart, example);
        let c = fourOf(x, y + 1u, inputs, layer.inApart, example);
        let d = fourOf(x + 4u, y + 1u, inputs, layer.inApart, example);
        var aAt = a.at;
        var bAt = b.at;
        var cAt = c.at;
        var dAt = d.at;
        var at = weights + 4u * cell * layer.inGroups * groups;
        for (var k = 0u; k < layer.inGroups; k++) {
          let w = weightsOf(at, groups);
          sum0 += w * work[aAt.x];
          sum1 += w * work[aAt.y];
          sum2 += w * work[aAt.z];
          sum3 += w * work[aAt.w];
          sum4 += w * work[bAt.x];
          sum5 += w * work[bAt.y];
          sum6 += w * work[bAt.z];
          sum7 += w * work[bAt.w];
          sum8 += w * work[cAt.x];
          sum9 += w * work[cAt.y];
          sum10 += w * work[cAt.z];
          sum11 += w * work[cAt.w];
          sum12 += w * work[dAt.x];
          sum13 += w * work[dAt.y];
          sum14 += w * work[dAt.z];
          sum15 += w * work[dAt.w];
          at += 4u * groups;
          aAt += a.step;
          bAt += b.step;
          cAt += c.step;
          dAt += d.step;
        }
      }
      let present = 4u * tile.group + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(layer.outputs);
      let mask = select(vec4<f32>(), vec4<f32>(1.0), present);
      let out = workBase + example + tile.group * placement.paddedBatch;
      // In loops, because shader compilers take their time over long code.
      if (layer.pooled == 1u) {
        let hasLower = tile.y + 1u < layer.height;
        let hasRight = tile.x + vec4<u32>(1u, 3u, 5u, 7u) < vec4<u32>(layer.width);
        let kept0 = largest(sum0, sum1, sum8, sum9, hasRight.x, hasLower);
        let kept1 = largest(sum2, sum3, sum10, sum11, hasRight.y, hasLower);
        let kept2 = largest(sum4, sum5, sum12, sum13, hasRight.z, hasLower);
        let kept3 = largest(sum6, sum7, sum14, sum15, hasRight.w, hasLower);
        var values = array<vec4<f32>, 4>(kept0.value, kept1.value, kept2.value, kept3.value);
        var choices = array<vec4<f32>, 4>(kept0.choice, kept1.choice, kept2.choice, kept3.choice);
        let apart = groups * placement.paddedBatch;
        var at = out + ((tile.y / 2u) * ((layer.width + 1u) / 2u) + tile.x / 2u) * apart;
        for (var i = 0u; i < 4u && tile.x + 2u * i < layer.width; i++) {
          work[at + layer.activations] = mask * activate(values[i]);
          work[at + layer.choices] = choices[i];
          at += apart;
        }
      } else {
        var sums = array<vec4<f32>, 16>(
        sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, sum8, sum9, sum10, sum11, sum12, sum13, sum14, sum15);
        for (var i = 0u; i < 16u; i++) {
          let x = tile.x + (i & 7u);
          let y = tile.y + (i >> 3u);
          if (x < layer.width && y < layer.height) {
            let value = select(sums[i], mask * activate(sums[i]), layer.hidden == 1u);
            work[out + layer.activations + (y * layer.width + x) * layer.outApart] = value;
          }
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
