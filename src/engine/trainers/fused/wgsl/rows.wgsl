// The update in tiles of one input × four units, over all layers in one loop: as many tiles as a run has vec4s of
// parameters, so that many lanes have something to do where a network is small. Sums and values are dealt as in `blocks.wgsl`.
fn update(workBase: u32, batchAt: u32, step: Step, lane: u32) {
  let stride = placement.stride;
  for (var at = lane; at < placement.parameterStride; at += invocations) {
    // All lanes go through all layers: a search that they end at different layers reads beyond the table in some of them.
    var l = 0u;
    for (var next = 1u; next < placement.layerCount; next++) {
      l = select(l, next, at >= placement.layers[next].weights);
    }
    let layer = layerOf(l, batchAt);
    let groups = layer.outputGroups;
    // Where they end there is the row of biases.
    let input = (at - layer.weights) / groups;
    let isBias = input == 4u * layer.inputGroups;
    let corner = input % 4u;
    let deltas = workBase + layer.deltas + (at - layer.weights) % groups * stride;
    let inputs = workBase + layer.inputs + select(input / 4u, 0u, isBias) * stride;
    var sum = vec4<f32>();
    for (var example = 0u; example < placement.paddedBatch; example += 4u) {
      sum += work[deltas + example + $four] * select(work[inputs + example + $four][corner], 1.0, isBias);
    }
    apply(at, sum, step);
  }
}
