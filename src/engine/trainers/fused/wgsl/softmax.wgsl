// dL/dlogits of a batch, mean over the batch: one example an invocation.

@group(1) @binding(2) var<storage, read> labels: array<u32>;
// For each step of the schedule Adam's two corrections as bits of floats, then
// [repeat][step][batch] indices of training examples.
@group(1) @binding(3) var<storage, read> batches: array<u32>;

const CORNERS = vec4<u32>(0u, 1u, 2u, 3u);

// A row of logits; `apart` vec4s lie between its groups.
struct Row {
  at: u32,
  apart: u32,
  largest: f32,
  // Σ exp(z − largest) over all classes but one of the largest, whose own is 1: the complement of the largest
  // softmax keeps its digits.
  others: f32,
}

fn isClass(group: u32) -> vec4<bool> {
  return 4u * group + CORNERS < vec4<u32>(placement.classes);
}

fn readRow(at: u32, apart: u32, groups: u32) -> Row {
  var most = vec4<f32>(-3e38);
  for (var group = 0u; group < groups; group++) {
    most = max(most, select(vec4<f32>(-3e38), work[at + group * apart], isClass(group)));
  }
  let largest = max(max(most.x, most.y), max(most.z, most.w));
  var sum = vec4<f32>();
  var winners = vec4<f32>();
  for (var group = 0u; group < groups; group++) {
    let z = work[at + group * apart];
    let won = z == vec4<f32>(largest);
    sum += select(vec4<f32>(), exp(z - largest), isClass(group) & !won);
    winners += select(vec4<f32>(), vec4<f32>(1.0), isClass(group) & won);
  }
  return Row(at, apart, largest, dot(sum, vec4<f32>(1.0)) + (dot(winners, vec4<f32>(1.0)) - 1.0));
}

// m(s_k)
fn classPull(row: Row, arm: u32, k: u32) -> f32 {
  let z = work[row.at + (k / 4u) * row.apart][k % 4u];
  let total = 1.0 + row.others;
  let e = exp(z - row.largest);
  let p = e / total;
  let q = select(total - e, row.others, z == row.largest) / total;
  return pull(arm, p, q, negativeLog(p, q, log(total) + (row.largest - z)));
}

fn logitDeltas(layer: Layer, arm: u32, workBase: u32, schedule: u32, lane: u32) {
  let apart = placement.stride;
  let smoothing = arms[arm + SMOOTHING];
  let spread = smoothing / f32(placement.classes);
  for (var example = lane; example < placement.paddedBatch; example += invocations) {
    let deltas = workBase + layer.deltas + example;
    let label = labels[batches[schedule + min(example, placement.batch - 1u)]];
    let row = readRow(workBase + layer.activations + example, apart, layer.outputGroups);
    // Σ_k ỹ_k m(s_k); without smoothing only the label counts.
    var pulled = 0.0;
    let first = select(0u, label, smoothing == 0.0);
    let end = select(placement.classes, label + 1u, smoothing == 0.0);
    for (var k = first; k < end; k++) {
      let own = (spread + select(0.0, 1.0 - smoothing, k == label)) * classPull(row, arm, k);
      pulled += own;
      if (smoothing > 0.0) {
        work[deltas + (k / 4u) * apart][k % 4u] = own;
      }
    }
    let total = 1.0 + row.others;
    let weight = select(arms[arm + CLASS_WEIGHTS + label] / f32(placement.batch), 0.0, example >= placement.batch);
    for (var group = 0u; group < layer.outputGroups; group++) {
      let z = work[row.at + group * apart];
      let e = exp(z - row.largest);
      let q = select(total - e, vec4<f32>(row.others), z == vec4<f32>(row.largest)) / total;
      let isLabel = 4u * group + CORNERS == vec4<u32>(label);
      var own = select(vec4<f32>(), vec4<f32>(pulled), isLabel);
      if (smoothing > 0.0) {
        own = work[deltas + group * apart];
      }
      let delta = weight * (e / total * (pulled - own) - own * q);
      work[deltas + group * apart] = select(vec4<f32>(), delta, isClass(group));
    }
  }
}
