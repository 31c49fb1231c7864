import type { Metric } from './metrics.ts'
import { ALPHA } from './statistics.ts'
import { minus, numberText } from './text.ts'
import type { Comparison, Verdict } from './verdict.ts'

const MOST_DECIMALS = 6
/** Runs that are left out are named up to here. */
const MOST_NAMED = 4

/**
 * A verdict in words: “best at ε₁ = 2: +1.2 points [0.4, 2.0], p = 0.01 (Holm, 9 comparisons), 5 pairs”, “no
 * difference detected (−0.3 ± 0.8 points, 5 pairs)”. Interval and ± are at the level of Holm's step (`holm`), 95% for
 * a single comparison. Repeats count from 1, as on the page.
 *
 * @param name the swept number: “ε₁”
 */
export function verdictText(verdict: Verdict, name: string): string {
  const { chosen, diverged } = verdict
  if (!chosen) return 'nothing to compare'
  const left = diverged.slice(0, MOST_NAMED).map(({ isBaseline, value, repeat }) => {
    const where = value === null ? '' : ` at ${name} = ${numberText(value)}`
    return `repeat ${repeat + 1}${isBaseline ? ' of the baseline' : ''}${where}`
  })
  const more = diverged.length > MOST_NAMED ? ` and ${diverged.length - MOST_NAMED} more` : ''
  const out = left.length > 0 ? `; left out, diverged: ${left.join(', ')}${more}` : ''
  return sentence(verdict, chosen, name) + constants(verdict, chosen, name) + out
}

function sentence({ metric, comparisons }: Verdict, chosen: Comparison, name: string): string {
  const { outcome, n, value } = chosen
  const single = comparisons.length === 1
  const at = `${name} = ${numberText(value)}`
  const holm = single ? '' : ` (Holm, ${comparisons.length} comparisons)`
  const claim = () => `${signed(chosen, metric)} ${metric.unit} ${bounds(chosen, metric)}, ${pText(chosen.adjusted)}${holm}, ${pairs(n)}`
  const others = comparisons.filter((one) => one.outcome === 'better' && one !== chosen).map((one) => numberText(one.value))
  const also = others.length > 0 ? `; better as well at ${name} = ${others.join(', ')}` : ''
  switch (outcome) {
    case 'better':
      return `${single ? 'better' : 'best'} at ${at}: ${claim()}${also}`
    case 'worse':
      return single ? `worse at ${at}: ${claim()}` : `no value better; closest at ${at}: ${claim()}`
    case 'higher':
    case 'lower':
      return `${single ? outcome : 'differs most'} at ${at}: ${claim()}`
    case 'none': {
      const worse = comparisons.filter((one) => one.outcome === 'worse').map((one) => numberText(one.value))
      const what = `${signed(chosen, metric)} ± ${half(chosen, metric)} ${metric.unit}, ${pairs(n)}`
      if (single) return `no difference detected (${what})`
      const most = metric.better === 'none' ? 'largest' : isBetter(chosen, metric) ? 'best' : 'closest'
      const found = worse.length > 0 ? `no improvement detected` : 'no difference detected'
      return `${found} (${most} at ${at}: ${what})${worse.length > 0 ? `; worse at ${name} = ${worse.join(', ')}` : ''}`
    }
    case 'constant':
      return `the same difference in all ${pairs(n)} (${signed(chosen, metric)} ${metric.unit} at ${at}): without spread there is no test`
    case 'identical':
      return `identical to the baseline in all ${pairs(n)}`
    case 'untested':
      if (n === 0) return 'nothing can be concluded: no pair is left'
      return `nothing can be concluded from one pair (${signed(chosen, metric)} ${metric.unit} at ${at}, n = 1)`
  }
}

/** Whether the mean difference is on the metric's better side. */
function isBetter({ mean }: Comparison, { better }: Metric): boolean {
  return better === 'higher' ? mean > 0 : mean < 0
}

/** Names the values that no test applies to, where another one is spoken of. */
function constants({ comparisons }: Verdict, chosen: Comparison, name: string): string {
  const others = comparisons.filter((one) => one.outcome === 'constant' && one !== chosen)
  if (others.length === 0) return ''
  return `; the same difference in every pair, so untested, at ${name} = ${others.map(({ value }) => numberText(value)).join(', ')}`
}

function pairs(n: number): string {
  return n === 1 ? '1 pair' : `${n} pairs`
}

function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${Number(p.toPrecision(2))}`
}

function signed(chosen: Comparison, metric: Metric): string {
  const text = decimal(chosen.mean, chosen, metric)
  return chosen.mean > 0 ? `+${text}` : text
}

function half(chosen: Comparison, metric: Metric): string {
  return decimal(halfWidth(chosen), chosen, metric)
}

function bounds(chosen: Comparison, metric: Metric): string {
  return `[${(chosen.interval ?? []).map((bound) => decimal(bound, chosen, metric)).join(', ')}]`
}

function halfWidth({ interval }: Comparison): number {
  return interval ? (interval[1] - interval[0]) / 2 : 0
}

/** A number of a comparison in the metric's unit, with a true minus sign. */
function decimal(value: number, chosen: Comparison, metric: Metric): string {
  const factor = metric.unit === 'points' ? 100 : 1
  const text = minus((factor * value).toFixed(decimals(chosen, factor)))
  return /[1-9]/.test(text) ? text : text.replace('−', '')
}

/**
 * As many as show the first digit of the half-width, a second one after a 1; of a mean without half-width, two; and
 * more where a claimed interval would seem to touch 0.
 */
function decimals(chosen: Comparison, factor: number): number {
  const width = halfWidth(chosen)
  const sizes = width > 0 ? [(factor * width) / 2] : [Math.abs(factor * chosen.mean) / 10]
  if (chosen.adjusted <= ALPHA) sizes.push(...(chosen.interval ?? []).map((bound) => Math.abs(factor * bound)))
  return Math.min(MOST_DECIMALS, Math.max(...sizes.map((size) => (size > 0 ? Math.max(0, -Math.floor(Math.log10(size))) : 0))))
}
