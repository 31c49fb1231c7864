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
  let team = teamOf(lane);
  for (var item = words.firstItem + workgroup.x * team.side + team.own; item < end; item += workgroups.x * team.side) {
    let tile = tileOf(item, layer.inGroups);
    let below = belowOf(tile);
    for (var example = team.example; example < layer.lanes; example += invocations) {
      var sum0 = vec4<f32>();
      var sum1 = vec4<f32>();
      var sum2 = vec4<f32>();
      var sum3 = vec4<f32>();
      var sum4 = vec4<f32>();
      var sum5 = vec4<f32>();
      var sum6 = vec4<f32>();
      var sum7 = vec4<f32>();
      var sum8 = vec4<f32>();
      var sum9 = vec4<f32>();
      var sum10 = vec4<f32>();
      var sum11 = vec4<f32>();
      var sum12 = vec4<f32>();
      var sum13 = vec4<f32>();
      var sum14 = vec4<f32>();
      var sum15 = vec4<f32>();
      let inputs = workBase + layer.deltas;
      let weights = parameterBase + layer.weights + 4u * tile.group * groups;
      // A row of the kernel at a time, which shares what its three cells see.
      for (var row = 0u; row < select(0u, layer.rows, isSlid()); row++) {
        let y = tile.y + (layer.rows / 2u - row);
        let a = fourOf(tile.x - 1u, y, inputs, layer.outApart, example);
        let b = fourOf(tile.x + 3u, y, inputs, layer.outApart, example);
        let c = fourOf(tile.x + 7u, y, inputs, layer.outApart, example);
        let d = fourOf(tile.x - 1u, y + 1u, inputs, layer.outApart, example);
        let e = fourOf(tile.x + 3u, y + 1u, inputs, layer.outApart, example);
        let f = fourOf(tile.x + 7u, y + 1u, inputs, layer.outApart, example);
        var aAt = a.at;
        var bAt = b.at;
        var cAt = c.at;
        var dAt = d.at;
        var eAt = e.at;
        var fAt = f.at;
        var at = weights + 12u * row * layer.inGroups * groups;
        let cell = 4u * layer.inGroups * groups;
        for (var k = 0u; k < groups; k++) {
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
          sum0 += u0 * w2 + u1 * w1 + u2 * w0;
          sum1 += u1 * w2 + u2 * w1 + u3 * w0;
          sum2 += u2 * w2 + u3 * w1 + u4 * w0;
          sum3 += u3 * w2 + u4 * w1 + u5 * w0;
          sum4 += u4 * w2 + u5 * w1 + u6 * w0;
          sum5 += u5 * w2 + u6 * w1 + u7 * w0;
          sum6 += u6 * w2 + u7 * w1 + u8 * w0;
          sum7 += u7 * w2 + u8 * w1 + u9 * w0;
          sum8 += l0 * w2 + l1 * w1 + l2 * w0;
          sum9 += l1 * w2 + l2 * w1 + l3 * w0;
          sum10 += l2 * w2 + l3 * w1 + l4 * w0;
          sum11 += l3 * w2 + l4 * w1 + l5 * w0;
          sum12 += l4 * w2 + l5 * w1 + l6 * w0;
          sum13 += l5 * w2 + l6 * w1 + l7 * w0;
          sum14 += l6 * w2 + l7 * w1 + l8 * w0;
          sum15 += l7 * w2 + l8 * w1 + l9 * w0;
          at += 1u;
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
        let x = tile.x + (layer.columns / 2u - cell % layer.columns) * layer.dilation;
        let y = tile.y + (layer.rows / 2u - cell / layer.columns) * layer.dilation;
        let a = fourOf(x, y, inputs, layer.outApart, example);
        let b = fourOf(x + 4u, y, inputs, layer.outApart, example);
        let c = fourOf(x, y + 1u, inputs, layer.outApart, example);
        let d = fourOf(x + 4u, y + 1u, inputs, layer.outApart, example);
        var aAt = a.at;
        var bAt = b.at;
        var cAt = c.at;
        var dAt = d.at;
        var at = weights + 4u * cell * layer.inGroups * groups;
        for (var k = 0u; k < groups; k++) {
          let w = weightsOf(at, groups);
          sum0 += work[aAt.x] * w;
          sum1 += work[aAt.y] * w;
          sum2 += work[aAt.z] * w;
          sum3 += work[aAt.w] * w;
          sum4 += work[bAt.x] * w;
          sum5 += work[bAt.y] * w;
          sum6 += work[bAt.z] * w;
          sum7 += work[bAt.w] * w;
          sum8 += work[cAt.x] * w;
          sum9 += work[cAt.y] * w;
          sum10 += work[cAt.z] * w;
          sum11 += work[cAt.w] * w;
          sum12 += work[dAt.x] * w;
          sum13 += work[dAt.y] * w;
          sum14 += work[dAt.z] * w;
          sum15 += work[dAt.w] * w;
          at += 1u;
          aAt += a.step;
          bAt += b.step;
          cAt += c.step;
          dAt += d.step;
        }
      }
      var sums = array<vec4<f32>, 16>(
        sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, sum8, sum9, sum10, sum11, sum12, sum13, sum14, sum15);
      let out = workBase + layer.belowDeltas + example;
      for (var i = 0u; i < 16u; i++) {
        let x = i & 7u;
        let y = i >> 3u;
        if (tile.x + x < layer.width && tile.y + y < layer.height) {
          let place = workBase + example + tile.group * placement.paddedBatch + ((tile.y + y) * layer.width + tile.x + x) * layer.inApart;
          let delta = sums[i] * slope(work[place + layer.inputs]);
          let at = out + below.first + x * below.apart + y * below.row;
          if (layer.belowPooled == 0u) {
            work[at] = delta;
          } else {
            // What comes to a pooled window goes to the one that was kept.
            let choice = work[place + layer.belowChoices];
            let hasRight = 2u * (below.x + x * layer.isMap) + 1u < layer.belowWidth;
            let hasLower = 2u * (below.y + y * layer.isMap) + 1u < layer.belowHeight;
            work[at] = chosen(delta, choice, 0.0);
            if (hasRight) {
              work[at + below.right] = chosen(delta, choice, 1.0);
            }
            if (hasLower) {
              work[at + below.lower] = chosen(delta, choice, 2.0);
            }
            if (hasRight && hasLower) {
              work[at + below.right + below.lower] = chosen(delta, choice, 3.0);
            }
          }
        }
      }
    }
  }
}

fn chosen(delta: vec4<f32>, choice: vec4<f32>, own: f32) -> vec4<f32> {
  return select(vec4<f32>(), delta, choice == vec4<f32>(own));
}

// Where the deltas of a tile's inputs stand in the layer below.
struct Below {
  // The window of the tile's first position, if these are pooled.
  x: u32,
  y: u32,
  // Where the first stands, and how far it is to the next in the tile.
  first: u32,
  apart: u32,
  row: u32,
  // In a window.
  right: u32,
  lower: u32,
}

fn belowOf(tile: Tile) -> Below {
  let padded = placement.paddedBatch;
  let handed = (tile.y * layer.width + tile.x) * layer.inApart;
  let row = layer.width * layer.inApart;
  let right = layer.belowGroups * padded;
  let lower = layer.belowWidth * right;
  if (layer.belowPooled == 0u) {
    return Below(0u, 0u, tile.group * padded + handed, layer.inApart, row, right, lower);
  }
  if (layer.isMap == 1u) {
    let first = tile.group * padded + 2u * (tile.y * lower + tile.x * right);
    return Below(tile.x, tile.y, first, 2u * right, 2u * lower, right, lower);
  }
  // Of a map that was flattened, a tile is some examples at one position.
  let position = tile.group / layer.belowGroups;
  let across = (layer.belowWidth + 1u) / 2u;
  let x = position % across;
  let y = position / across;
  let first = (tile.group % layer.belowGroups) * padded + 2u * (y * lower + x * right) + handed;
  return Below(x, y, first, layer.inApart, row, right, lower);
}
