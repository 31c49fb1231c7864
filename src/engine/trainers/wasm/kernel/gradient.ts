import { exp4, max4, sum4 } from './functions'
import { negativeLog, pull, target } from './loss'
import { Arm, classWeightOf, layerOf, Network } from './places'

/** dL/dlogits of a batch that was sent forward, over all its rows; 0 for those that fill up the last group of four. */
export function lossGradient(network: Network, arm: Arm, labels: usize, order: usize, rows: i32): void {
  const last = layerOf(network, network.layers - 1)
  const bytes = <usize>last.outWidth << 2
  const batch = network.batch
  for (let row = 0; row < batch; row++) {
    const label = load<u32>(labels + (<usize>load<u32>(order + (<usize>row << 2)) << 2))
    const weight = classWeightOf(arm, label) / <f64>batch
    rowGradient(network.classes, arm, last.sums + row * bytes, label, weight, last.delta + row * bytes, network.scratch)
  }
  memory.fill(last.delta + batch * bytes, 0, (rows - batch) * bytes)
}

/** All ones in the lanes of classes from `first` on that there are. */
@inline
function existing(classes: i32, first: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(classes))
}

/** All ones in the lane of one class. */
@inline
function laneOf(label: i32, first: i32): v128 {
  return i32x4.eq(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), i32x4.splat(label))
}

/** The softmax in float32; what makes one factor of it in float64. */
function rowGradient(classes: i32, arm: Arm, logits: usize, label: i32, weight: f64, out: usize, scratch: usize): void {
  let highest = f32x4.splat(-Infinity)
  for (let k = 0; k < classes; k += 4) {
    const z = v128.load(logits + (<usize>k << 2))
    highest = f32x4.pmax(highest, v128.bitselect(z, highest, existing(classes, k)))
  }
  const max = max4(highest)
  let own = f32x4.splat(0)
  let others = own
  for (let k = 0; k < classes; k += 4) {
    const at = <usize>k << 2
    const e = v128.and(exp4(f32x4.sub(v128.load(logits + at), f32x4.splat(max))), existing(classes, k))
    const lane = laneOf(label, k)
    own = f32x4.add(own, v128.and(e, lane))
    others = f32x4.add(others, v128.andnot(e, lane))
    v128.store(out + at, e)
  }
  const ofLabel = sum4(own)
  const ofOthers = sum4(others)
  const sum = ofLabel + ofOthers
  if (arm.smoothing > 0) return smoothedGradient(classes, arm, logits, max, sum, label, weight, out, scratch)
  const p = <f64>ofLabel / <f64>sum
  const q = <f64>ofOthers / <f64>sum
  const needsLog = arm.gamma > 0 && arm.terms == Infinity
  const nll = needsLog ? negativeLog(p, q, Math.log(sum) + (<f64>max - <f64>load<f32>(logits + (<usize>label << 2)))) : 0
  const scale = weight * pull(arm, p, q, nll)
  const ofClass = f32x4.splat(<f32>(scale / <f64>sum))
  const back = f32x4.splat(<f32>(-scale * q))
  for (let k = 0; k < classes; k += 4) {
    const at = out + (<usize>k << 2)
    v128.store(at, v128.bitselect(back, f32x4.mul(v128.load(at), ofClass), laneOf(label, k)))
  }
}

/** s_i Σ_k ỹ_k m(s_k) − ỹ_i m(s_i), where `out` holds the exponentials. */
function smoothedGradient(classes: i32, arm: Arm, logits: usize, max: f32, sum: f32, label: i32, weight: f64, out: usize, pulls: usize): void {
  const logSum = Math.log(sum)
  let total: f64 = 0
  for (let k = 0; k < classes; k++) {
    const e: f64 = load<f32>(out + (<usize>k << 2))
    const p = e / sum
    let rest = sum - e
    if (p > 0.5) {
      // Above one half the difference has lost its digits.
      rest = 0
      for (let i = 0; i < classes; i++) if (i != k) rest += load<f32>(out + (<usize>i << 2))
    }
    const q = rest / sum
    const nll = negativeLog(p, q, logSum + (<f64>max - <f64>load<f32>(logits + (<usize>k << 2))))
    const m = target(arm, classes, label, k) * pull(arm, p, q, nll)
    store<f64>(pulls + (<usize>k << 3), m)
    total += m
  }
  for (let k = 0; k < classes; k++) {
    const at = out + (<usize>k << 2)
    store<f32>(at, <f32>(weight * ((<f64>load<f32>(at) / sum) * total - load<f64>(pulls + (<usize>k << 3)))))
  }
}
