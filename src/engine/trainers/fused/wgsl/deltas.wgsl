// dL/dlogits of a batch, mean over the batch: one example an invocation.
fn logitDeltas(layer: Layer, arm: u32, workBase: u32, schedule: u32, lane: u32) {
  for (var example = lane; example < placement.paddedBatch; example += invocations) {
    let label = labels[batches[schedule + min(example, placement.batch - 1u)]];
    let row = readRow(workBase + layer.activations + example, placement.stride, layer.outputGroups);
    let weight = select(arms[arm + CLASS_WEIGHTS + label] / f32(placement.batch), 0.0, example >= placement.batch);
    rowDeltas(row, workBase + layer.deltas + example, layer.outputGroups, arm, label, weight);
  }
}
