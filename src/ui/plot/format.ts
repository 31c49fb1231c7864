import type { Metric } from '../../experiment/metrics.ts'
import { minus } from '../../experiment/text.ts'

export { inSentence } from '../../experiment/text.ts'

const NOTHING = '–'

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** “12,000”; “–” for what is not a number. */
export function formatStep(step: number): string {
  return Number.isFinite(step) ? grouped.format(step) : NOTHING
}

/** A step beside an axis, where room is short: “500”, “2,000”, “50k”, “1.5M”. */
export function formatStepShort(step: number): string {
  if (step >= 1e6) return `${Number((step / 1e6).toPrecision(4))}M`
  return step >= 1e4 ? `${Number((step / 1e3).toPrecision(4))}k` : formatStep(step)
}

/** Three decimals below 10, three significant digits above; “–” for what is not a number. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return NOTHING
  const size = Math.abs(value)
  const text = size < 10 ? value.toFixed(3) : size < 1000 ? value.toPrecision(3) : value.toExponential(1)
  return minus(text)
}

/** A share as “91.2%”. */
export function formatPercent(share: number, digits = 1): string {
  return Number.isFinite(share) ? minus(`${(share * 100).toFixed(digits)}%`) : NOTHING
}

/** A difference as `text`, with its sign. */
function signed(difference: number, text: string): string {
  return difference > 0 ? `+${text}` : text
}

/** A difference of two values, with its sign: “+0.012”. */
export function formatDifference(difference: number): string {
  return signed(difference, formatValue(difference))
}

/** A difference of two shares in percentage points: “−1.3 pp”. */
export function formatPoints(difference: number): string {
  return signed(difference, formatPercent(difference)).replace('%', ' pp')
}

/** A share as a tick of an axis in %, without the digits that it does not need. */
export function percentTick(share: number): string {
  return formatTick(Number((share * 100).toPrecision(6)))
}

/** A number of examples, the mean over repeats: “12”, “12.25”. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? String(Number(count.toFixed(2))) : NOTHING
}

/** The same where room is short: “1,204”, below ten with one decimal where it is not whole. */
export function formatCountShort(count: number): string {
  return count.toLocaleString('en', { maximumFractionDigits: count < 10 ? 1 : 0 })
}

/** A metric as text, with its unit where that is %. */
export function formatMetric({ unit }: Pick<Metric, 'unit'>, value: number): string {
  if (unit === 'points') return formatPercent(value)
  return unit === 'examples' ? formatCount(value) : formatValue(value)
}

/** A tick as it is, without the digits that it does not need. */
export function formatTick(value: number): string {
  return minus(String(value))
}

/** The bounds of one of `bins` equal bins of 0…1: “0.90–0.95”. */
export function binName(bin: number, bins: number): string {
  return `${(bin / bins).toFixed(2)}–${((bin + 1) / bins).toFixed(2)}`
}
