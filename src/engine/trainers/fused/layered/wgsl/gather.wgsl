// Copies the features of a batch to where the first layer reads them.

// [examples][inputs]
@group(1) @binding(0) var<storage, read> features: array<f32>;
// Which examples: of repeat r those from `words.indices + r · words.indexStride` on.
@group(1) @binding(1) var<storage, read> indices: array<u32>;

@compute @workgroup_size(invocations)
fn layeredGather(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = words.runOffset + words.firstRun + workgroup.y;
  let first = words.indices + (run % placement.repeats) * words.indexStride;
  let to = workBaseOf(workgroup.y) + layer.inputs;
  let end = min(words.endItem, placement.inputPositions * layer.inGroups * placement.paddedBatch);
  for (var at = words.firstItem + workgroup.x * invocations + lane; at < end; at += workgroups.x * invocations) {
    let example = indices[first + min(at % placement.paddedBatch, words.examples - 1u)];
    let group = at / placement.paddedBatch;
    let position = group / layer.inGroups;
    let channel = 4u * (group % layer.inGroups);
    let source = example * placement.inputPositions * placement.inputChannels;
    var value = vec4<f32>();
    if (placement.stacked == 1u) {
      value = stacked(source, position);
    } else {
      for (var j = 0u; j < min(4u, placement.inputChannels - channel); j++) {
        value[j] = features[source + position * placement.inputChannels + channel + j];
      }
    }
    work[to + at] = value;
  }
}

// Of a map of one channel the neighbours above and below stand beside it, so that no vec4 is mostly empty.
fn stacked(source: u32, position: u32) -> vec4<f32> {
  let y = position / layer.width;
  let apart = layer.dilation * layer.width;
  var value = vec4<f32>(0.0, features[source + position], 0.0, 0.0);
  if (y >= layer.dilation) {
    value.x = features[source + position - apart];
  }
  if (y + layer.dilation < layer.height) {
    value.z = features[source + position + apart];
  }
  return value;
}
