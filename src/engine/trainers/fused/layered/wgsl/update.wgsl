// Adds up a layer's gradient from the sums that it is split into, in their order, and updates its parameters.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;
@group(1) @binding(3) var<storage, read> batches: array<u32>;

@compute @workgroup_size(invocations)
fn layeredUpdate(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let local = words.firstRun + workgroup.y;
  let run = words.runOffset + local;
  let partials = workBaseOf(workgroup.y) + layer.partials;
  let splits = layer.exampleSplits * layer.rowSplits;
  var step = stepOf((run / placement.repeats) * placement.armStride, local);
  step.corrections = bitcast<vec2<f32>>(vec2<u32>(batches[2u * words.step], batches[2u * words.step + 1u]));
  let end = min(words.endItem, layer.size);
  for (var item = words.firstItem + workgroup.x * invocations + lane; item < end; item += workgroups.x * invocations) {
    var gradient = vec4<f32>();
    for (var split = 0u; split < splits; split++) {
      gradient += work[partials + split * layer.size + item];
    }
    apply(layer.weights + item, gradient, step);
  }
}
