// The loss family as src/loss has it, in single precision: m(p) = −p ℓ′(p) in the closed form that stays finite.

// Per arm, `placement.armStride` numbers; see `arms.ts`.
@group(1) @binding(1) var<storage, read> arms: array<f32>;

// atanh(s) / s from s², |s| ≤ 1/3.
fn atanhRatio(x: f32) -> f32 {
  let tail = 1.0 / 9.0 + x * (1.0 / 11.0 + x * (1.0 / 13.0 + x / 15.0));
  return 1.0 + x * (1.0 / 3.0 + x * (1.0 / 5.0 + x * (1.0 / 7.0 + x * tail)));
}

// −log p, from logits where p ≤ ½, from q where that would have lost its digits.
fn negativeLog(p: f32, q: f32, fromLogits: f32) -> f32 {
  let s = q / (1.0 + p);
  return select(fromLogits, 2.0 * s * atanhRatio(s * s), p > 0.5);
}

// log q, from p where p < ½. q > 0.
fn logComplement(p: f32, q: f32) -> f32 {
  if (p < 0.5) {
    let s = p / (2.0 - p);
    return -2.0 * s * atanhRatio(s * s);
  }
  return log(q);
}

// 1 − q^n without cancellation, n ≥ 0.
fn keptFraction(n: f32, p: f32, q: f32) -> f32 {
  if (n == 0.0 || q <= 0.0) {
    return select(1.0, 0.0, n == 0.0);
  }
  let x = -n * logComplement(p, q);
  if (x < 0.5) {
    let tail = 1.0 - x / 5.0 * (1.0 - x / 6.0 * (1.0 - x / 7.0));
    return x * (1.0 - x / 2.0 * (1.0 - x / 3.0 * (1.0 - x / 4.0 * tail)));
  }
  return 1.0 - exp(-min(x, 80.0));
}

// Σ_{j=from..terms} q^{j−1} / j, from ≥ 1; terms 0 for all.
fn restLogRatio(start: u32, terms: u32, q: f32, nll: f32) -> f32 {
  if (terms == 0u && q > 0.25) {
    var sum = nll / q;
    var power = 1.0;
    for (var j = 1u; j < start; j++) {
      sum -= power / f32(j);
      power *= q;
    }
    return sum;
  }
  var sum = 0.0;
  var power = 1.0;
  // With all terms q is at most ¼, where 20 suffice; what is not a number must not go round for ever.
  let end = select(terms, start + 20u, terms == 0u);
  for (var j = 1u; j <= end; j++) {
    if (j >= start) {
      sum += power / f32(j);
    }
    power *= q;
    if (power < 1e-9 * sum || power < 1e-30) {
      break;
    }
  }
  return sum;
}

fn powerOf(q: f32, gamma: f32) -> f32 {
  return select(pow(max(q, 1e-30), gamma), 1.0, gamma == 0.0);
}

// m(p)
fn pull(arm: u32, p: f32, q: f32, nll: f32) -> f32 {
  let gamma = arms[arm + GAMMA];
  let terms = arms[arm + TERMS];
  var later = arms[arm + PULLS + 7u];
  for (var j = 7u; j > 0u; j--) {
    later = later * q + arms[arm + PULLS + j - 1u];
  }
  var reduced = p * later;
  if (terms == 0.0) {
    reduced += q;
  } else {
    reduced += q * keptFraction(terms - 1.0, p, q);
  }
  if (gamma > 0.0) {
    reduced += gamma * p * restLogRatio(2u, u32(terms), q, nll);
  }
  return reduced * powerOf(q, gamma);
}

// ℓ(p)
fn lossOf(arm: u32, p: f32, q: f32, nll: f32) -> f32 {
  let terms = u32(arms[arm + TERMS]);
  var extra = 0.0;
  for (var j = 8u; j > 0u; j--) {
    extra = (extra + arms[arm + EPSILONS + j - 1u]) * q;
  }
  var kept = nll;
  if (terms > 0u) {
    kept = q * restLogRatio(1u, terms, q, nll);
  }
  return (kept + extra) * powerOf(q, arms[arm + GAMMA]);
}

// One number for each of the terms 1…4, 5…8 and the rest. Vectors, not an array: what is indexed at run time lives in
// memory, which costs more than the arithmetic.
struct Terms {
  low: vec4<f32>,
  high: vec4<f32>,
  rest: f32,
}

fn scaled(terms: Terms, by: f32) -> Terms {
  return Terms(by * terms.low, by * terms.high, by * terms.rest);
}

fn added(a: Terms, b: Terms) -> Terms {
  return Terms(a.low + b.low, a.high + b.high, a.rest + b.rest);
}

fn total(terms: Terms) -> f32 {
  return dot(terms.low + terms.high, vec4<f32>(1.0)) + terms.rest;
}

fn sizesOf(terms: Terms) -> f32 {
  return total(Terms(abs(terms.low), abs(terms.high), abs(terms.rest)));
}

// (j + γ) α_j of terms 1…8; nothing of the rest.
fn termFactors(arm: u32) -> Terms {
  let at = arm + EPSILONS;
  let low = vec4<f32>(1.0, 2.0, 3.0, 4.0);
  let high = low + 4.0;
  let terms = arms[arm + TERMS];
  let all = vec4<bool>(terms == 0.0);
  let keptLow = select(vec4<f32>(), 1.0 / low, all | (low <= vec4<f32>(terms)));
  let keptHigh = select(vec4<f32>(), 1.0 / high, all | (high <= vec4<f32>(terms)));
  let gamma = arms[arm + GAMMA];
  return Terms(
    (keptLow + vec4<f32>(arms[at], arms[at + 1u], arms[at + 2u], arms[at + 3u])) * (low + gamma),
    (keptHigh + vec4<f32>(arms[at + 4u], arms[at + 5u], arms[at + 6u], arms[at + 7u])) * (high + gamma),
    0.0,
  );
}

// m(p) / q^γ split into terms 1…8 and the rest; `factors` are the arm's, from `termFactors`.
fn reducedTermPulls(arm: u32, factors: Terms, p: f32, q: f32, nll: f32) -> Terms {
  let gamma = arms[arm + GAMMA];
  let terms = u32(arms[arm + TERMS]);
  let square = q * q;
  let fourth = square * square;
  let powers = p * vec4<f32>(1.0, q, square, square * q);
  var pulls = Terms(factors.low * powers, factors.high * (powers * fourth), 0.0);
  if (terms == 0u || terms > 8u) {
    pulls.rest = fourth * fourth * select(keptFraction(f32(terms) - 8.0, p, q), 1.0, terms == 0u);
    if (gamma > 0.0) {
      pulls.rest += gamma * p * restLogRatio(9u, terms, q, nll);
    }
  }
  return pulls;
}
