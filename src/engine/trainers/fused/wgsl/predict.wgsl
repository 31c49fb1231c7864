// Logits of many examples: each workgroup takes tiles of `plan.batch` examples of one run in turn.

// [runs][examples][classes]
@group(1) @binding(0) var<storage, read_write> logits: array<f32>;

@compute @workgroup_size(invocations)
fn predict(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let parameterBase = (dispatch.firstRun + workgroup.x) * plan.parameterStride;
  let workBase = (workgroup.y * workgroups.x + workgroup.x) * plan.workStride;
  let first = plan.layers[0];
  let last = plan.layers[plan.layerCount - 1u];
  let stride = plan.paddedBatch;
  let begin = dispatch.firstExample + workgroup.y * plan.batch;
  for (var tile = begin; tile < dispatch.endExample; tile += workgroups.y * plan.batch) {
    for (var at = lane; at < first.inputGroups * stride; at += invocations) {
      let example = min(tile + at % stride, dispatch.examples - 1u);
      work[workBase + first.inputs + at] = features[example * first.inputGroups + at / stride];
    }
    storageBarrier();
    for (var l = 0u; l < plan.layerCount; l++) {
      forward(plan.layers[l], parameterBase, workBase, l + 1u < plan.layerCount, lane);
      storageBarrier();
    }
    for (var at = lane; at < plan.batch * plan.classes; at += invocations) {
      let example = tile + at / plan.classes;
      let k = at % plan.classes;
      if (example < dispatch.endExample) {
        let group = work[workBase + last.activations + (k / 4u) * stride + at / plan.classes];
        logits[((dispatch.firstOutput + workgroup.x) * dispatch.examples + example) * plan.classes + k] = group[k % 4u];
      }
    }
  }
}
