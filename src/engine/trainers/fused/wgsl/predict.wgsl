// Logits of many examples: each workgroup takes tiles of `placement.batch` examples of one run in turn.

// [runs][examples][classes]
@group(1) @binding(0) var<storage, read_write> logits: array<f32>;

@compute @workgroup_size(invocations)
fn predict(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let parameterBase = (dispatch.firstRun + workgroup.x) * placement.parameterStride;
  let workBase = (workgroup.y * workgroups.x + workgroup.x) * placement.workStride;
  let first = placement.layers[0];
  let last = placement.layers[placement.layerCount - 1u];
  let stride = placement.stride;
  let begin = dispatch.firstExample + workgroup.y * placement.batch;
  for (var tile = begin; tile < dispatch.endExample; tile += workgroups.y * placement.batch) {
    for (var at = lane; at < first.inputGroups * stride; at += invocations) {
      let example = min(tile + at % stride, dispatch.examples - 1u);
      work[workBase + first.inputs + at] = features[example * first.inputGroups + at / stride];
    }
    storageBarrier();
    for (var l = 0u; l < placement.layerCount; l++) {
      forward(placement.layers[l], parameterBase, workBase, l + 1u < placement.layerCount, lane);
      storageBarrier();
    }
    for (var at = lane; at < placement.batch * placement.classes; at += invocations) {
      let example = tile + at / placement.classes;
      let k = at % placement.classes;
      if (example < dispatch.endExample) {
        let group = work[workBase + last.activations + (k / 4u) * stride + at / placement.classes];
        logits[((dispatch.firstOutput + workgroup.x) * dispatch.examples + example) * placement.classes + k] = group[k % 4u];
      }
    }
  }
}
