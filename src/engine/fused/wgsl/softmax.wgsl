// dL/dlogits of a batch, mean over the batch: one example an invocation.

@group(1) @binding(2) var<storage, read> labels: array<u32>;

fn logitDeltas(layer: Layer, arm: u32, workBase: u32, schedule: u32, lane: u32) {
  let stride = plan.paddedBatch;
  for (var example = lane; example < stride; example += invocations) {
    let logits = workBase + layer.activations + example;
    let deltas = workBase + layer.deltas + example;
    if (example >= plan.batch) {
      for (var group = 0u; group < layer.outputGroups; group++) {
        work[deltas + group * stride] = vec4<f32>();
      }
      continue;
    }
    let label = labels[batches[schedule + example]];
    var largest = work[logits].x;
    var winner = 0u;
    for (var k = 1u; k < plan.classes; k++) {
      let z = work[logits + (k / 4u) * stride][k % 4u];
      if (z > largest) {
        largest = z;
        winner = k;
      }
    }
    // The winner's exponential is 1; the others are summed apart from it, so that its complement keeps its digits.
    var others = 0.0;
    for (var k = 0u; k < plan.classes; k++) {
      if (k != winner) {
        others += exp(work[logits + (k / 4u) * stride][k % 4u] - largest);
      }
    }
    let total = 1.0 + others;
    let logTotal = log(total);
    let smoothing = arms[arm + SMOOTHING];
    let spread = smoothing / f32(plan.classes);
    let weight = arms[arm + CLASS_WEIGHTS + label] / f32(plan.batch);
    // Σ_k ỹ_k m(s_k); without smoothing only the label counts.
    var pulled = 0.0;
    var begin = 0u;
    var end = plan.classes;
    if (smoothing == 0.0) {
      begin = label;
      end = label + 1u;
    }
    for (var k = begin; k < end; k++) {
      let below = largest - work[logits + (k / 4u) * stride][k % 4u];
      let e = exp(-below);
      let p = e / total;
      let q = select((total - e) / total, others / total, k == winner);
      let wanted = spread + select(0.0, 1.0 - smoothing, k == label);
      pulled += wanted * pull(arm, p, q, negativeLog(p, q, logTotal + below));
    }
    for (var group = 0u; group < layer.outputGroups; group++) {
      let below = vec4<f32>(largest) - work[logits + group * stride];
      let e = exp(-below);
      var delta = vec4<f32>();
      for (var j = 0u; j < 4u; j++) {
        let k = 4u * group + j;
        let p = e[j] / total;
        let q = select((total - e[j]) / total, others / total, k == winner);
        let wanted = spread + select(0.0, 1.0 - smoothing, k == label);
        var own = 0.0;
        if (smoothing == 0.0) {
          own = select(0.0, pulled, k == label);
        } else {
          own = wanted * pull(arm, p, q, negativeLog(p, q, logTotal + below[j]));
        }
        delta[j] = select(0.0, weight * (p * (pulled - own) - own * q), k < plan.classes);
      }
      work[deltas + group * stride] = delta;
    }
  }
}
