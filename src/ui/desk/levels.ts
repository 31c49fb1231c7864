import type { History } from '../../store/history.ts'
import { SHARES } from '../../loss/index.ts'

/** Shares that a meter has room for; what lies beyond stands at its end. */
export const METER = { low: -0.5, high: 1 } as const

/**
 * The share of each term in the gradient of an arm at a kept frame, logit-weighted, on training data: terms
 * 1…8 and the rest, mean over repeats.
 */
export function levels(history: History, frame: number, arm: number, repeats: number): number[] {
  const sums = Array.from({ length: SHARES }, () => 0)
  for (let repeat = 0; repeat < repeats; repeat++) {
    history.list(frame, 'train', arm * repeats + repeat, 'shareLogit').forEach((share, i) => (sums[i] += share / repeats))
  }
  return sums
}

/** Where a meter's bar stands for a share: its ends in parts of the meter's height, from below. What is no number has none. */
export function bar(measured: number): { readonly from: number; readonly to: number } {
  const share = Number.isNaN(measured) ? 0 : measured
  const part = (value: number) => (Math.min(METER.high, Math.max(METER.low, value)) - METER.low) / (METER.high - METER.low)
  return { from: part(Math.min(0, share)), to: part(Math.max(0, share)) }
}
