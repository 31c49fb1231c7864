import { createRandom } from '../../src/data/random.ts'
import { evaluateLoss, type Loss } from '../../src/loss/index.ts'
import type { Member } from '../../src/snippets/index.ts'

/** Examples of one number of classes, and what `src/loss` says of them, in float64. */
export interface Batch {
  readonly logits: readonly (readonly number[])[]
  readonly labels: readonly number[]
  readonly values: readonly number[]
  readonly gradients: readonly (readonly number[])[]
  /** What rounding is relative to: values and gradients of the terms without their signs. */
  readonly valueSizes: readonly number[]
  readonly gradientSizes: readonly (readonly number[])[]
}

export const FLOAT32 = { relative: 5e-5, absolute: 1e-30 }
export const FLOAT64 = { relative: 1e-11, absolute: 1e-290 }

const SPREADS = [1, 10, 100, 1000] as const
const EACH = 8

/** Logits that float32 has exactly, as far from 0 as ±1000, with and without ties. */
export function batchesOf(member: Member): Batch[] {
  return (member.weights ? [member.weights.length] : [2, 5]).map((classes) => {
    const random = createRandom(classes, 77)
    const drawn = SPREADS.flatMap((spread) =>
      Array.from({ length: EACH }, () => Array.from({ length: classes }, () => Math.fround(spread * (2 * random.uniform() - 1)))),
    )
    const zeros = Array.from({ length: classes }, () => 0)
    const logits = [...drawn, zeros, zeros.with(0, 20), zeros.with(1, 1000), zeros.with(0, -1000), zeros.with(0, 1000).with(1, -1000)]
    return batchOf(member, logits, logits.map((_, i) => i % classes))
  })
}

export function batchOf({ loss, weights }: Member, logits: Batch['logits'], labels: readonly number[]): Batch {
  const weightOf = (label: number) => weights?.[label] ?? 1
  const of = (loss: Loss) => logits.map((row, i) => evaluateLoss(loss, row, labels[i], weightOf(labels[i])))
  const found = of(loss)
  const unsigned = { ...loss, epsilon: loss.epsilon.map(Math.abs) }
  return {
    logits,
    labels,
    values: found.map(({ value }) => value),
    gradients: found.map(({ gradient }) => [...gradient]),
    valueSizes: of(unsigned).map(({ value }) => value),
    gradientSizes: logits.map((row, i) => sizesOf(unsigned, row, labels[i]).map((size) => size * weightOf(labels[i]))),
  }
}

/** Σ_k ỹ_k |dℓ(p_k)/dz_i| */
function sizesOf(loss: Loss, logits: readonly number[], label: number): number[] {
  const a = loss.labelSmoothing
  const parts = logits.map((_, k) => evaluateLoss({ ...loss, labelSmoothing: 0 }, logits, k).gradient)
  return logits.map((_, i) => {
    return parts.reduce((sum, part, k) => sum + ((k === label ? 1 - a : 0) + a / logits.length) * Math.abs(part[i]), 0)
  })
}

/** What of a batch is wrong; empty where nothing is. */
export function faultsOf(
  batch: Batch,
  values: readonly number[],
  gradients: readonly (readonly number[])[] | null,
  { relative, absolute }: typeof FLOAT32,
): string[] {
  const isOff = (found: number, expected: number, size: number) => !(Math.abs(found - expected) <= relative * size + absolute)
  return batch.logits.flatMap((row, i) => {
    const at = `at ${row.join(', ')}, label ${batch.labels[i]}`
    const slopes = gradients?.[i] ?? []
    return [
      ...(isOff(values[i], batch.values[i], batch.valueSizes[i]) ? [`value ${values[i]} for ${batch.values[i]} ${at}`] : []),
      ...slopes.flatMap((slope, k) => {
        return isOff(slope, batch.gradients[i][k], batch.gradientSizes[i][k]) ? [`derivative ${k}: ${slope} for ${batch.gradients[i][k]} ${at}`] : []
      }),
    ]
  })
}
