// The gradient of a layer's weights and biases, in as many sums as it is split into: each over some of the examples and
// some of the rows. `update` adds them up. Every invocation makes four units × three groups of inputs: three cells of a
// row of the kernel, which see each input in turn, or three groups of a kernel of one cell.

@compute @workgroup_size(invocations)
fn layeredGradient(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let workBase = workBaseOf(workgroup.y);
  let groups = layer.outGroups;
  let isWide = layer.columns == 3u;
  let slots = select((layer.inGroups + 2u) / 3u, layer.inGroups, isWide);
  let splits = layer.exampleSplits * layer.rowSplits;
  let padded = placement.paddedBatch;
  let end = min(words.endItem, layer.rows * slots * groups * splits);
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    let split = item % splits;
    let tile = item / splits;
    let group = tile % groups;
    let slot = (tile / groups) % slots;
    let kernelRow = tile / (groups * slots);
    let down = (kernelRow - layer.rows / 2u) * layer.dilation;
    // The inputs of a kernel of three cells are a map's group; those of one are three groups, of which the last may not
    // be there: its sums are not kept.
    let in0 = select(3u * slot, slot, isWide);
    let in1 = min(in0 + 1u, layer.inGroups - 1u);
    let in2 = min(in0 + 2u, layer.inGroups - 1u);
    let chains = min(layer.dilation, layer.width);
    var a = mat4x4<f32>();
    var b = mat4x4<f32>();
    var c = mat4x4<f32>();
    var biasSum = vec4<f32>();
    for (var example = split % layer.exampleSplits; example < layer.lanes; example += layer.exampleSplits) {
      for (var y = split / layer.exampleSplits; y < layer.height; y += layer.rowSplits) {
        // A row beyond the border is zeros.
        let isIn = y + down < layer.height;
        let inputs = select(example, workBase + layer.inputs + in0 * padded + example + (y + down) * layer.width * layer.inApart, isIn);
        let inApart = select(0u, layer.inApart, isIn);
        let deltas = workBase + layer.deltas + group * padded + example + y * layer.width * layer.outApart;
        // Of a wide kernel every input is the right, the middle and the left neighbour of a delta in turn, in as many
        // chains as the kernel's cells are apart.
        for (var chain = 0u; chain < select(0u, chains, isWide); chain++) {
          var left = vec4<f32>();
          var middle = work[inputs + chain * inApart];
          for (var x = chain; x < layer.width; x += 4u * layer.dilation) {
            let places = x + layer.dilation * vec4<u32>(0u, 1u, 2u, 3u);
            let nexts = places + layer.dilation;
            let at = select(vec4<u32>(example), deltas + places * layer.outApart, places < vec4<u32>(layer.width));
            let ins = select(vec4<u32>(example), inputs + nexts * inApart, nexts < vec4<u32>(layer.width));
            let d0 = work[at.x];
            let d1 = work[at.y];
            let d2 = work[at.z];
            let d3 = work[at.w];
            let n0 = work[ins.x];
            let n1 = work[ins.y];
            let n2 = work[ins.z];
            let n3 = work[ins.w];
            a += outer(d0, left) + outer(d1, middle) + outer(d2, n0) + outer(d3, n1);
            b += outer(d0, middle) + outer(d1, n0) + outer(d2, n1) + outer(d3, n2);
            c += outer(d0, n0) + outer(d1, n1) + outer(d2, n2) + outer(d3, n3);
            biasSum += (d0 + d1) + (d2 + d3);
            left = n2;
            middle = n3;
          }
        }
        let second = (in1 - in0) * padded;
        let third = (in2 - in0) * padded;
        for (var x = 0u; x < select(layer.width, 0u, isWide); x += 2u) {
          let isThere = x + 1u < layer.width;
          let d0 = work[deltas + x * layer.outApart];
          let d1 = work[select(example, deltas + (x + 1u) * layer.outApart, isThere)];
          let first = inputs + x * inApart;
          let next = first + select(0u, inApart, isThere);
          a += outer(d0, work[first]) + outer(d1, work[next]);
          b += outer(d0, work[first + second]) + outer(d1, work[next + second]);
          c += outer(d0, work[first + third]) + outer(d1, work[next + third]);
          biasSum += d0 + d1;
        }
      }
    }
    var sums = array<mat4x4<f32>, 3>(a, b, c);
    let out = workBase + layer.partials + split * layer.size + group;
    for (var j = 0u; j < 3u; j++) {
      let inGroup = select(in0 + j, in0, isWide);
      let cell = select(kernelRow, 3u * kernelRow + j, isWide);
      if (inGroup < layer.inGroups) {
        let at = out + 4u * (cell * layer.inGroups + inGroup) * groups;
        put(at, sums[j][0]);
        put(at + groups, sums[j][1]);
        put(at + 2u * groups, sums[j][2]);
        put(at + 3u * groups, sums[j][3]);
      }
    }
    // The middle row of the kernel sees every row.
    if (slot == 0u && kernelRow == layer.rows / 2u) {
      put(out + layer.biases - layer.weights, biasSum);
    }
  }
}

// Deltas of four units times each of four inputs.
fn outer(delta: vec4<f32>, inputs: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(delta * inputs.x, delta * inputs.y, delta * inputs.z, delta * inputs.w);
}

// A batch that is gone through in parts adds up.
fn put(at: u32, sum: vec4<f32>) {
  work[at] = select(vec4<f32>(), work[at], words.isLater == 1u) + sum;
}
