// Many steps of one run in one workgroup.

@compute @workgroup_size(invocations)
fn train(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let local = dispatch.firstRun + workgroup.x;
  let run = dispatch.runOffset + local;
  let arm = (run / placement.repeats) * placement.armStride;
  let repeat = run % placement.repeats;
  let workBase = workOf(workgroup.x);
  let last = placement.layerCount - 1u;
  let end = dispatch.firstStep + dispatch.steps;
  var step = stepOf(arm, stateOf(local));
  var schedule = 2u * dispatch.scheduleSteps + (repeat * dispatch.scheduleSteps + dispatch.firstStep) * placement.batch;
  // Where the batch stands: there are two places, so that the next can be copied meanwhile.
  var batchAt = 0u;
  fetch(local, lane);
  gather(schedule, workBase, lane);
  meet();
  for (var s = dispatch.firstStep; s < end; s++) {
    step.corrections = bitcast<vec2<f32>>(vec2<u32>(batches[2u * s], batches[2u * s + 1u]));
    for (var l = 0u; l < placement.layerCount; l++) {
      forward(layerOf(l, batchAt), step.parameterBase, workBase, l < last, lane);
      meet();
    }
    logitDeltas(placement.layers[last], arm, workBase, schedule, lane);
    let nextAt = placement.batchStride - batchAt;
    schedule += placement.batch;
    if (s + 1u < end) {
      // From the last lane on, which has less to do here.
      gather(schedule, workBase + nextAt, invocations - 1u - lane);
    }
    meet();
    for (var l = last; l > 0u; l--) {
      backward(placement.layers[l], placement.layers[l - 1u], step.parameterBase, workBase, lane);
      meet();
    }
    update(workBase, batchAt, step, lane);
    meet();
    batchAt = nextAt;
  }
  keep(local, lane);
}

// A layer; the first reads the batch where it stands.
fn layerOf(l: u32, batchAt: u32) -> Layer {
  var layer = placement.layers[l];
  layer.inputs += select(0u, batchAt, l == 0u);
  return layer;
}

// Copies the features of a batch to where the first layer reads them.
fn gather(schedule: u32, to: u32, lane: u32) {
  let groups = placement.layers[0].inputGroups;
  for (var at = lane; at < placement.batchStride; at += invocations) {
    let example = at % placement.stride;
    let row = batches[schedule + min(example, placement.batch - 1u)] * groups;
    work[to + at] = features[row + at / placement.stride];
  }
}
