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
    let second = min(tile.group + 1u, layer.inGroups - 1u);
    let below0 = belowOf(tile, tile.group);
    let below1 = belowOf(tile, second);
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
      let maps = workBase + layer.deltas;
      let weights = parameterBase + layer.weights + 4u * tile.group * groups;
      let apart = 4u * (second - tile.group) * groups;
      for (var cell = 0u; cell < layer.rows * layer.columns; cell++) {
        // A cell that looks to the right is looked at from the left.
        let x = tile.x + (layer.columns / 2u - cell % layer.columns) * layer.dilation;
        let y = tile.y + (layer.rows / 2u - cell / layer.columns) * layer.dilation;
        let upper = fourOf(x, y, maps, layer.outApart, example);
        let lower = fourOf(x, y + 1u, maps, layer.outApart, example);
        var up = upper.at;
        var low = lower.at;
        var at = weights + 4u * cell * layer.inGroups * groups;
        for (var k = 0u; k < groups; k++) {
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
          sum0 += m0 * v;
          sum1 += m1 * v;
          sum2 += m2 * v;
          sum3 += m3 * v;
          sum4 += m4 * v;
          sum5 += m5 * v;
          sum6 += m6 * v;
          sum7 += m7 * v;
          sum8 += m0 * w;
          sum9 += m1 * w;
          sum10 += m2 * w;
          sum11 += m3 * w;
          sum12 += m4 * w;
          sum13 += m5 * w;
          sum14 += m6 * w;
          sum15 += m7 * w;
          at += 1u;
          up += upper.step;
          low += lower.step;
        }
      }
      var sums = array<vec4<f32>, 16>(
        sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7, sum8, sum9, sum10, sum11, sum12, sum13, sum14, sum15);
      for (var i = 0u; i < 16u; i++) {
        let x = i & 3u;
        let y = (i >> 2u) & 1u;
        let group = select(tile.group, second, i >= 8u);
        if (tile.x + x < layer.width && tile.y + y < layer.height && tile.group + (i >> 3u) < layer.inGroups) {
          let place = workBase + example + group * placement.paddedBatch + ((tile.y + y) * layer.width + tile.x + x) * layer.inApart;
          let delta = sums[i] * slope(work[place + layer.inputs]);
          let first = select(below0.first, below1.first, i >= 8u);
          let at = workBase + layer.belowDeltas + example + first + x * below0.apart + y * below0.row;
          if (layer.belowPooled == 0u) {
            work[at] = delta;
          } else {
            // What comes to a pooled window goes to the one that was kept.
            let choice = work[place + layer.belowChoices];
            let window = select(below0.window, below1.window, i >= 8u) + layer.isMap * vec2<u32>(x, y);
            let hasNext = 2u * window + 1u < vec2<u32>(layer.belowWidth, layer.belowHeight);
            work[at] = chosen(delta, choice, 0.0);
            if (hasNext.x) {
              work[at + below0.right] = chosen(delta, choice, 1.0);
            }
            if (hasNext.y) {
              work[at + below0.lower] = chosen(delta, choice, 2.0);
            }
            if (all(hasNext)) {
              work[at + below0.right + below0.lower] = chosen(delta, choice, 3.0);
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

// Where the deltas of a group of a tile's inputs stand in the layer below.
struct Below {
  // The window of the tile's first position, if these are pooled.
  window: vec2<u32>,
  // Where the first stands, and how far it is to the next in the tile.
  first: u32,
  apart: u32,
  row: u32,
  // In a window.
  right: u32,
  lower: u32,
}

fn belowOf(tile: Tile, group: u32) -> Below {
  let padded = placement.paddedBatch;
  let handed = (tile.y * layer.width + tile.x) * layer.inApart;
  let row = layer.width * layer.inApart;
  let right = layer.belowGroups * padded;
  let lower = layer.belowWidth * right;
  if (layer.belowPooled == 0u) {
    return Below(vec2<u32>(), group * padded + handed, layer.inApart, row, right, lower);
  }
  if (layer.isMap == 1u) {
    let first = group * padded + 2u * (tile.y * lower + tile.x * right);
    return Below(vec2<u32>(tile.x, tile.y), first, 2u * right, 2u * lower, right, lower);
  }
  // Of a map that was flattened, a tile is some examples at one position.
  let position = group / layer.belowGroups;
  let across = (layer.belowWidth + 1u) / 2u;
  let x = position % across;
  let y = position / across;
  let first = (group % layer.belowGroups) * padded + 2u * (y * lower + x * right) + handed;
  return Below(vec2<u32>(x, y), first, layer.inApart, row, right, lower);
}
