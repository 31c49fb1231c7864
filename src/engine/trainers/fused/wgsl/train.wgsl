// Many steps of one run in one workgroup.

// Where a run's numbers begin.
struct Parts {
  parameters: u32,
  slots: u32,
  work: u32,
}

@compute @workgroup_size(invocations)
fn train(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let local = dispatch.firstRun + workgroup.x;
  let run = dispatch.runOffset + local;
  let arm = (run / placement.repeats) * placement.armStride;
  let repeat = run % placement.repeats;
  let parts = partsOf(local, workgroup.x);
  let last = placement.layerCount - 1u;
  var step = stepOf(arm, parts);
  fetch(local, lane);
  for (var s = dispatch.firstStep; s < dispatch.firstStep + dispatch.steps; s++) {
    let schedule = 2u * dispatch.scheduleSteps + (repeat * dispatch.scheduleSteps + s) * placement.batch;
    step.corrections = bitcast<vec2<f32>>(vec2<u32>(batches[2u * s], batches[2u * s + 1u]));
    gather(schedule, parts.work, lane);
    meet();
    for (var l = 0u; l < placement.layerCount; l++) {
      forward(placement.layers[l], parts.parameters, parts.work, l < last, lane);
      meet();
    }
    logitDeltas(placement.layers[last], arm, parts.work, schedule, lane);
    meet();
    for (var l = last; l > 0u; l--) {
      backward(placement.layers[l], placement.layers[l - 1u], parts.parameters, parts.work, lane);
      meet();
    }
    update(parts.work, step, lane);
    meet();
  }
  keep(local, lane);
}

// Copies the features of a batch to where the first layer reads them.
fn gather(schedule: u32, workBase: u32, lane: u32) {
  let groups = placement.layers[0].inputGroups;
  let to = workBase + placement.layers[0].inputs;
  for (var at = lane; at < groups * placement.paddedBatch; at += invocations) {
    let example = at % placement.paddedBatch;
    let row = batches[schedule + min(example, placement.batch - 1u)] * groups;
    work[to + at] = features[row + at / placement.paddedBatch];
  }
}
