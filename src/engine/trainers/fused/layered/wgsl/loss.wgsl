// dL/dlogits of every labelled row of a batch, mean over all of them: one row an invocation.

const NO_LABEL = 0xffffffffu;

@compute @workgroup_size(invocations)
fn layeredLoss(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = words.runOffset + words.firstRun + workgroup.y;
  let arm = (run / placement.repeats) * placement.armStride;
  let repeat = run % placement.repeats;
  let workBase = workBaseOf(workgroup.y);
  let first = words.indices + repeat * words.indexStride;
  let labelled = f32(max(1u, batches[words.labelled + repeat * words.scheduleSteps]));
  let end = min(words.endItem, placement.positions * placement.paddedBatch);
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    let example = item % placement.paddedBatch;
    let position = item / placement.paddedBatch;
    let label = labels[batches[first + min(example, words.examples - 1u)] * placement.positions + position];
    let known = select(label, 0u, label == NO_LABEL);
    let at = workBase + position * layer.outGroups * placement.paddedBatch + example;
    let isLeftOut = label == NO_LABEL || example >= words.examples;
    let weight = select(arms[arm + CLASS_WEIGHTS + known] / labelled, 0.0, isLeftOut);
    let row = readRow(at + layer.activations, placement.paddedBatch, layer.outGroups);
    rowDeltas(row, at + layer.deltas, layer.outGroups, arm, known, weight);
  }
}
