// The update in tiles of eight inputs × four units, over all layers in one loop: the most arithmetic for what is read.
// Every value of slots and parameters is read and written by one invocation, when it has summed its gradient over the
// batch, in the batch's order.
fn update(workBase: u32, batchAt: u32, step: Step, lane: u32) {
  let stride = placement.stride;
  for (var tile = lane; tile < placement.blocks; tile += invocations) {
    // All lanes go through all layers: a search that they end at different layers reads beyond the table in some of them.
    var l = 0u;
    for (var next = 1u; next < placement.layerCount; next++) {
      l = select(l, next, tile >= placement.layers[next].firstBlock);
    }
    let layer = layerOf(l, batchAt);
    let groups = layer.outputGroups;
    let own = tile - layer.firstBlock;
    let first = 2u * (own / groups);
    let second = min(first + 1u, layer.inputGroups - 1u);
    let group = own % groups;
    var firstSum$four = vec4<f32>();
    var secondSum$four = vec4<f32>();
    var biasSum = vec4<f32>();
    let deltas = workBase + layer.deltas + group * stride;
    let above = workBase + layer.inputs + first * stride;
    let below = workBase + layer.inputs + second * stride;
    for (var example = 0u; example < placement.paddedBatch; example += 4u) {
      let d = four(deltas + example);
      let a = transpose(four(above + example));
      let b = transpose(four(below + example));
      firstSum$four += d * a[$four];
      secondSum$four += d * b[$four];
      biasSum += d * vec4<f32>(1.0);
    }
    let row = layer.weights + 4u * first * groups + group;
    apply(row + $four * groups, firstSum$four, step);
    if (second > first) {
      apply(row + (4u + $four) * groups, secondSum$four, step);
    }
    if (first == 0u) {
      apply(layer.weights + 4u * layer.inputGroups * groups + group, biasSum, step);
    }
  }
}

// Four neighbours in `work`.
fn four(at: u32) -> mat4x4<f32> {
  return mat4x4<f32>(work[at], work[at + 1u], work[at + 2u], work[at + 3u]);
}
