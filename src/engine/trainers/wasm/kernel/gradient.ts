import { expDown4 } from './functions'
import { negativeLog, pull, target } from './loss'
import { Arm, classWeightOf, layerOf, Network, pullCoefficientOf } from './places'

/** How many positions of these examples have a label. */
export function labelledOf(network: Network, labels: usize, order: usize, count: i32): i32 {
  let labelled = 0
  for (let row = 0; row < count; row++) {
    for (let position = 0; position < network.positions; position++) if (labelOf(network, labels, order, row, position) >= 0) labelled++
  }
  return labelled
}

@inline
function labelOf(network: Network, labels: usize, order: usize, row: i32, position: i32): i32 {
  return load<i32>(labels + ((<usize>load<u32>(order + (<usize>row << 2)) * <usize>network.positions + <usize>position) << 2))
}

/**
 * dL/dlogits of examples that were sent forward, at all their positions; 0 for those that fill up the last blocks.
 *
 * @param labelled positions of the whole batch over which the mean goes
 */
export function lossGradient(network: Network, arm: Arm, labels: usize, order: usize, count: i32, labelled: i32, blocks: i32): void {
  const last = layerOf(network, network.layers - 1)
  const positionBytes = <usize>last.outWidth << 4
  const blockBytes = <usize>network.positions * positionBytes
  const inverse = 1 / <f64>labelled
  for (let block = 0; block < blocks; block++) {
    const row = block << 2
    let at = <usize>block * blockBytes
    if (row < count) {
      for (let position = 0; position < network.positions; position++) {
        readRows(network, arm, labels, order, row, min(4, count - row), position, inverse)
        blockGradient(network, arm, last.sums + at, last.delta + at)
        at += positionBytes
      }
    } else memory.fill(last.delta + at, 0, blockBytes)
  }
}

/** Reads the labels of four rows at a position; of what has none, or fills up the block, the weight is 0, and so is its gradient. */
@inline
function readRows(network: Network, arm: Arm, labels: usize, order: usize, row: i32, count: i32, position: i32, inverse: f64): void {
  for (let lane = 0; lane < 4; lane++) {
    const own = lane < count ? labelOf(network, labels, order, row + lane, position) : -1
    store<i32>(rowLabels + (<usize>lane << 2), max(0, own))
    store<f32>(rowScales + (<usize>lane << 2), own >= 0 ? <f32>(classWeightOf(arm, own) * inverse) : 0)
  }
}

/** Four rows at once: the softmax in float32, lane by lane what of it takes logarithms and powers, in float64. */
function blockGradient(network: Network, arm: Arm, logits: usize, out: usize): void {
  const classes = <usize>network.classes << 4
  const label = v128.load(rowLabels)

  let max = v128.load(logits)
  for (let at: usize = 16; at < classes; at += 16) max = f32x4.pmax(max, v128.load(logits + at))
  let own = f32x4.splat(0)
  let others = own
  for (let at: usize = 0; at < classes; at += 16) {
    const e = expDown4(f32x4.sub(v128.load(logits + at), max))
    const isLabel = i32x4.eq(label, i32x4.splat(<i32>(at >> 4)))
    own = f32x4.add(own, v128.and(e, isLabel))
    others = f32x4.add(others, v128.andnot(e, isLabel))
    v128.store(out + at, e)
  }
  const sum = f32x4.add(own, others)
  const q = f32x4.div(others, sum)
  if (arm.gamma == 0 && arm.terms == Infinity && arm.smoothing == 0) {
    let pulls = f32x4.splat(0)
    for (let j = <i32>arm.order; j > 0; j--) pulls = f32x4.add(f32x4.mul(pulls, q), f32x4.splat(<f32>pullCoefficientOf(arm, j)))
    const pull = f32x4.add(q, f32x4.mul(f32x4.div(own, sum), pulls))
    v128.store(rowScales, f32x4.mul(v128.load(rowScales), pull))
  } else {
    v128.store(rowOwn, own)
    v128.store(rowOthers, others)
    v128.store(rowMax, max)
    for (let lane: usize = 0; lane < 16; lane += 4) {
      if (arm.smoothing > 0) smoothedGradient(network, arm, logits + lane, lane, out + lane)
      else scaleRow(arm, logits + lane, lane)
    }
    if (arm.smoothing > 0) return
  }
  const scale = v128.load(rowScales)
  const ofClass = f32x4.div(scale, sum)
  const back = f32x4.neg(f32x4.mul(scale, q))
  for (let at: usize = 0; at < classes; at += 16) {
    const isLabel = i32x4.eq(label, i32x4.splat(<i32>(at >> 4)))
    v128.store(out + at, v128.bitselect(back, f32x4.mul(v128.load(out + at), ofClass), isLabel))
  }
}

// Numbers of the four rows of a block: labels, what multiplies their gradients, exponentials of the label and of all
// other classes, and the largest logit.
const rowLabels = memory.data(16)
const rowScales = memory.data(16)
const rowOwn = memory.data(16)
const rowOthers = memory.data(16)
const rowMax = memory.data(16)

/** Multiplies the scale of the row of one lane by m(P_t). */
function scaleRow(arm: Arm, logits: usize, lane: usize): void {
  const own: f64 = load<f32>(rowOwn + lane)
  const others: f64 = load<f32>(rowOthers + lane)
  const sum = own + others
  const logit: f64 = load<f32>(logits + (<usize>load<u32>(rowLabels + lane) << 4))
  const needsLog = arm.gamma > 0 && arm.terms == Infinity
  const nll = needsLog ? negativeLog(own / sum, others / sum, Math.log(sum) + (<f64>load<f32>(rowMax + lane) - logit)) : 0
  store<f32>(rowScales + lane, <f32>(<f64>load<f32>(rowScales + lane) * pull(arm, own / sum, others / sum, nll)))
}

/** s_i Σ_k ỹ_k m(s_k) − ỹ_i m(s_i) of the row of one lane, where `out` holds the exponentials. */
function smoothedGradient(network: Network, arm: Arm, logits: usize, lane: usize, out: usize): void {
  const classes = network.classes
  const pulls = network.scratch
  const label = load<u32>(rowLabels + lane)
  const weight: f64 = load<f32>(rowScales + lane)
  const sum: f64 = <f64>load<f32>(rowOwn + lane) + load<f32>(rowOthers + lane)
  const logSum = Math.log(sum) + <f64>load<f32>(rowMax + lane)
  let total: f64 = 0
  for (let k = 0; k < classes; k++) {
    const e: f64 = load<f32>(out + (<usize>k << 4))
    const p = e / sum
    let rest = sum - e
    if (p > 0.5) {
      // Above one half the difference has lost its digits.
      rest = 0
      for (let i = 0; i < classes; i++) if (i != k) rest += load<f32>(out + (<usize>i << 4))
    }
    const q = rest / sum
    const nll = negativeLog(p, q, logSum - <f64>load<f32>(logits + (<usize>k << 4)))
    const m = target(arm, classes, label, k) * pull(arm, p, q, nll)
    store<f64>(pulls + (<usize>k << 3), m)
    total += m
  }
  for (let k = 0; k < classes; k++) {
    const at = out + (<usize>k << 4)
    store<f32>(at, <f32>(weight * ((<f64>load<f32>(at) / sum) * total - load<f64>(pulls + (<usize>k << 3)))))
  }
}
