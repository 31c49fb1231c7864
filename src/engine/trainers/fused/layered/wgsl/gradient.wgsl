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
    let firstExample = split % layer.exampleSplits;
    let rowSplit = split / layer.exampleSplits;
    let down = (kernelRow - layer.rows / 2u) * layer.dilation;
    // The inputs of a kernel of three cells are a map's group; those of one are three groups, of which the last may not
    // be there: its sums are not kept.
    let in0 = select(3u * slot, slot, isWide);
    let in1 = select(min(in0 + 1u, layer.inGroups - 1u), slot, isWide) * padded;
    let in2 = select(min(in0 + 2u, layer.inGroups - 1u), slot, isWide) * padded;
    let chains = select(1u, min(layer.dilation, layer.width), isWide);
    let step = select(1u, layer.dilation, isWide);
    var a0 = vec4<f32>();
    var a1 = vec4<f32>();
    var a2 = vec4<f32>();
    var a3 = vec4<f32>();
    var b0 = vec4<f32>();
    var b1 = vec4<f32>();
    var b2 = vec4<f32>();
    var b3 = vec4<f32>();
    var c0 = vec4<f32>();
    var c1 = vec4<f32>();
    var c2 = vec4<f32>();
    var c3 = vec4<f32>();
    var biasSum = vec4<f32>();
    for (var example = firstExample; example < layer.lanes; example += layer.exampleSplits) {
      for (var y = rowSplit; y < layer.height; y += layer.rowSplits) {
        if (y + down >= layer.height) {
          continue;
        }
        let inputs = workBase + layer.inputs + example + (y + down) * layer.width * layer.inApart;
        let deltas = workBase + layer.deltas + example + group * padded + y * layer.width * layer.outApart;
        for (var chain = 0u; chain < chains; chain++) {
          var left = vec4<f32>();
          var middle = work[inputs + in0 * padded + chain * layer.inApart];
          for (var x = chain; x < layer.width; x += step) {
            let d = work[deltas + x * layer.outApart];
            var right = vec4<f32>();
            if (!isWide) {
              let at = inputs + x * layer.inApart;
              left = work[at + in0 * padded];
              middle = work[at + in1];
              right = work[at + in2];
            } else if (x + step < layer.width) {
              right = work[inputs + in0 * padded + (x + step) * layer.inApart];
            }
            a0 += d * left.x;
            a1 += d * left.y;
            a2 += d * left.z;
            a3 += d * left.w;
            b0 += d * middle.x;
            b1 += d * middle.y;
            b2 += d * middle.z;
            b3 += d * middle.w;
            c0 += d * right.x;
            c1 += d * right.y;
            c2 += d * right.z;
            c3 += d * right.w;
            biasSum += d;
            left = middle;
            middle = right;
          }
        }
      }
    }
    var sums = array<vec4<f32>, 12>(a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3);
    let out = workBase + layer.partials + split * layer.size;
    for (var j = 0u; j < 3u; j++) {
      let inGroup = select(in0 + j, in0, isWide);
      let cell = select(kernelRow, 3u * kernelRow + j, isWide);
      for (var k = 0u; k < 4u && inGroup < layer.inGroups; k++) {
        put(out + (4u * (cell * layer.inGroups + inGroup) + k) * groups + group, sums[4u * j + k]);
      }
    }
    // The middle row of the kernel sees every row.
    if (slot == 0u && kernelRow == layer.rows / 2u) {
      put(out + layer.biases - layer.weights + group, biasSum);
    }
  }
}

// A batch that is gone through in parts adds up.
fn put(at: u32, sum: vec4<f32>) {
  work[at] = select(vec4<f32>(), work[at], words.isLater == 1u) + sum;
}
