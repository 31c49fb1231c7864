// What a measurement needs of one run's logits, summed in a fixed order: floats by each invocation over its examples
// and then over the invocations in turn, counts and sums in bins as integers, where no order matters.

// [runs of this dispatch][examples][classes]
@group(1) @binding(0) var<storage, read> logits: array<f32>;
@group(1) @binding(2) var<storage, read> labels: array<u32>;
// [runs][CLASSES + 4 · classes], zero before the first examples; see `sums.ts`.
@group(1) @binding(3) var<storage, read_write> sums: array<atomic<u32>>;

const NO_LABEL = 0xffffffffu;

// Sums of floats over examples, and how many words they take.
const FLOATS = PUSHED_BACK;
struct Totals {
  // Loss, NLL, confidence, P_t.
  plain: vec4<f32>,
  // Length and sizes of its terms, P_t series and sizes of its terms.
  wholes: vec4<f32>,
  lengths: Terms,
  series: Terms,
  ratios: Terms,
  ratioCount: f32,
}

var<workgroup> partial: array<vec4<f32>, invocations>;

@compute @workgroup_size(invocations)
fn measure(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(local_invocation_index) lane: u32) {
  let local = dispatch.firstOutput + workgroup.x;
  let run = dispatch.runOffset + local;
  let arm = (run / placement.repeats) * placement.armStride;
  let out = run * (CLASSES + 4u * placement.classes);
  let factors = termFactors(arm);
  var totals: Totals;
  for (var example = dispatch.firstExample + lane; example < dispatch.endExample; example += invocations) {
    if (labels[example] != NO_LABEL) {
      addExample((local * dispatch.examples + example) * placement.classes, labels[example], arm, factors, out, &totals);
    }
  }
  var words = wordsOf(totals);
  for (var i = 0u; i < FLOATS / 4u; i++) {
    partial[lane] = vec4<f32>(words[4u * i], words[4u * i + 1u], words[4u * i + 2u], words[4u * i + 3u]);
    workgroupBarrier();
    if (lane == 0u) {
      // What the dispatches before summed of other examples.
      var total = vec4<f32>();
      for (var j = 0u; j < 4u; j++) {
        total[j] = bitcast<f32>(atomicLoad(&sums[out + 4u * i + j]));
      }
      for (var j = 0u; j < invocations; j++) {
        total += partial[j];
      }
      for (var j = 0u; j < 4u; j++) {
        atomicStore(&sums[out + 4u * i + j], bitcast<u32>(total[j]));
      }
    }
    workgroupBarrier();
  }
}

// In the order of `sums.ts`.
fn wordsOf(totals: Totals) -> array<f32, FLOATS> {
  let plain = totals.plain;
  let wholes = totals.wholes;
  let a = totals.lengths;
  let b = totals.series;
  let c = totals.ratios;
  return array<f32, FLOATS>(
    plain.x, plain.y, plain.z, plain.w, wholes.x, wholes.y, wholes.z, wholes.w,
    a.low.x, a.low.y, a.low.z, a.low.w, a.high.x, a.high.y, a.high.z, a.high.w, a.rest,
    b.low.x, b.low.y, b.low.z, b.low.w, b.high.x, b.high.y, b.high.z, b.high.w, b.rest,
    c.low.x, c.low.y, c.low.z, c.low.w, c.high.x, c.high.y, c.high.z, c.high.w, c.rest,
    totals.ratioCount,
  );
}

// A softmax read class by class.
struct Softmax {
  at: u32,
  largest: f32,
  winner: u32,
  // Σ exp(z − largest) over all classes but the winner, whose own is 1.
  others: f32,
}

struct Probability {
  p: f32,
  q: f32,
  nll: f32,
}

fn readSoftmax(at: u32) -> Softmax {
  var row = Softmax(at, logits[at], 0u, 0.0);
  for (var k = 1u; k < placement.classes; k++) {
    if (logits[at + k] > row.largest) {
      row.largest = logits[at + k];
      row.winner = k;
    }
  }
  for (var k = 0u; k < placement.classes; k++) {
    row.others += select(exp(logits[at + k] - row.largest), 0.0, k == row.winner);
  }
  return row;
}

// s_k and 1 − s_k
fn softmaxOf(row: Softmax, k: u32) -> vec2<f32> {
  let e = select(exp(logits[row.at + k] - row.largest), 1.0, k == row.winner);
  let total = 1.0 + row.others;
  return vec2<f32>(e, select(total - e, row.others, k == row.winner)) / total;
}

fn probability(row: Softmax, k: u32) -> Probability {
  let s = softmaxOf(row, k);
  return Probability(s.x, s.y, negativeLog(s.x, s.y, log(1.0 + row.others) + (row.largest - logits[row.at + k])));
}

fn addExample(at: u32, label: u32, arm: u32, factors: Terms, out: u32, totals: ptr<function, Totals>) {
  let row = readSoftmax(at);
  let own = probability(row, label);
  let confidence = 1.0 / (1.0 + row.others);
  let right = u32(row.winner == label);
  let loss = arms[arm + CLASS_WEIGHTS + label] * exampleLoss(row, own, arm, label);
  (*totals).plain += vec4<f32>(loss, own.nll, confidence, own.p);
  addShares(row, own, arm, factors, label, totals);
  if (pull(arm, own.p, own.q, own.nll) < 0.0) {
    atomicAdd(&sums[out + PUSHED_BACK], 1u);
  }
  atomicAdd(&sums[out + HISTOGRAMS + right * HISTOGRAM_BINS + binOf(confidence, HISTOGRAM_BINS)], 1u);
  atomicAdd(&sums[out + HISTOGRAMS + (2u + right) * HISTOGRAM_BINS + binOf(own.p, HISTOGRAM_BINS)], 1u);
  addProbability(out + PT_SUMS, HISTOGRAM_BINS, binOf(own.p, HISTOGRAM_BINS), own.p);
  addToBin(out + ECE, ECE_BINS, binOf(confidence, ECE_BINS), right, confidence);
  addToBin(out + CLASSES, placement.classes, label, right, own.p);
}

fn binOf(p: f32, bins: u32) -> u32 {
  return min(u32(p * f32(bins)), bins - 1u);
}

// Count, number right, and the sum of a probability.
fn addToBin(at: u32, bins: u32, bin: u32, right: u32, p: f32) {
  atomicAdd(&sums[at + bin], 1u);
  atomicAdd(&sums[at + bins + bin], right);
  addProbability(at + 2u * bins, bins, bin, p);
}

// The sum of a probability in units of 2⁻²⁴, in two halves that do not overflow.
fn addProbability(at: u32, bins: u32, bin: u32, p: f32) {
  let units = u32(round(p * 16777216.0));
  atomicAdd(&sums[at + bin], units & 4095u);
  atomicAdd(&sums[at + bins + bin], units >> 12u);
}

// Σ_k ỹ_k ℓ(s_k)
fn exampleLoss(row: Softmax, own: Probability, arm: u32, label: u32) -> f32 {
  let smoothing = arms[arm + SMOOTHING];
  if (smoothing == 0.0) {
    return lossOf(arm, own.p, own.q, own.nll);
  }
  var sum = 0.0;
  for (var k = 0u; k < placement.classes; k++) {
    let s = probability(row, k);
    sum += smoothed(smoothing, k, label) * lossOf(arm, s.p, s.q, s.nll);
  }
  return sum;
}

fn smoothed(smoothing: f32, k: u32, label: u32) -> f32 {
  return smoothing / f32(placement.classes) + select(0.0, 1.0 - smoothing, k == label);
}

// The three aggregations of the terms' shares: lengths of logit gradients along softmax − ỹ, the series in P_t,
// and each example's ratios.
fn addShares(row: Softmax, own: Probability, arm: u32, factors: Terms, label: u32, totals: ptr<function, Totals>) {
  let power = powerOf(own.q, arms[arm + GAMMA]);
  let terms = reducedTermPulls(arm, factors, own.p, own.q, own.nll);
  let slope = power / max(own.p, 1e-30);
  (*totals).series = added((*totals).series, scaled(terms, slope));
  // ‖u‖² and ⟨s, u⟩ with u = s − ỹ.
  let smoothing = arms[arm + SMOOTHING];
  var square = 0.0;
  var inner = 0.0;
  for (var k = 0u; k < placement.classes; k++) {
    let u = awayFrom(row, smoothing, k, label);
    square += u.y * u.y;
    inner += u.x * u.y;
  }
  let length = sqrt(square);
  var lengths = terms;
  var scale = length * power;
  if (smoothing > 0.0) {
    lengths = alongSmoothed(row, arm, factors, label, inner);
    scale = select(1.0 / max(length, 1e-30), 0.0, length == 0.0);
  }
  let whole = total(lengths);
  let sizes = sizesOf(lengths);
  (*totals).wholes += vec4<f32>(abs(scale * whole), scale * sizes, slope * total(terms), slope * sizesOf(terms));
  (*totals).lengths = added((*totals).lengths, scaled(lengths, scale));
  if (abs(whole) > CANCELLED * sizes) {
    (*totals).ratios = added((*totals).ratios, scaled(lengths, 1.0 / whole));
    (*totals).ratioCount += 1.0;
  }
}

// s_k, and s_k − ỹ_k
fn awayFrom(row: Softmax, smoothing: f32, k: u32, label: u32) -> vec2<f32> {
  let s = softmaxOf(row, k);
  let hard = select(s.x, -s.y, k == label);
  return vec2<f32>(s.x, hard - smoothing / f32(placement.classes) + select(0.0, smoothing, k == label));
}

// ⟨g_j, u⟩ of each term's gradient under label smoothing: Σ_k ỹ_k m_j(s_k)(⟨s, u⟩ − u_k).
fn alongSmoothed(row: Softmax, arm: u32, factors: Terms, label: u32, inner: f32) -> Terms {
  let smoothing = arms[arm + SMOOTHING];
  var along: Terms;
  for (var k = 0u; k < placement.classes; k++) {
    let s = probability(row, k);
    let u = awayFrom(row, smoothing, k, label).y;
    let pulls = reducedTermPulls(arm, factors, s.p, s.q, s.nll);
    let weight = smoothed(smoothing, k, label) * powerOf(s.q, arms[arm + GAMMA]) * (inner - u);
    along = added(along, scaled(pulls, weight));
  }
  return along;
}
