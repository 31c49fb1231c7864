// Copies the last layer's sums to where logits are read.

// [runs][examples][positions][classes]
@group(1) @binding(0) var<storage, read_write> logits: array<f32>;

@compute @workgroup_size(invocations)
fn layeredLogits(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let sums = workBaseOf(workgroup.y) + layer.activations;
  let numbers = placement.positions * placement.classes;
  let to = ((words.firstOutput + workgroup.y) * words.allExamples + words.firstExample) * numbers;
  let end = min(words.endItem, words.examples * numbers);
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    let k = item % placement.classes;
    let position = (item / placement.classes) % placement.positions;
    let at = sums + (position * layer.outGroups + k / 4u) * placement.paddedBatch + item / numbers;
    logits[to + item] = work[at][k % 4u];
  }
}
