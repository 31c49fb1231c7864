import type { Metric } from './metrics.ts'
import { numberText } from './text.ts'
import { type Comparison, merit, type Place, type Verdict } from './verdict.ts'
import { decimal, differenceWords, halfWidth, pairsOf, pText, range, signed, undetectedWords } from './verdictNumbers.ts'

/** Runs that are left out are named up to here. */
const MOST_NAMED = 4
/** So many values in a row are written as from … to. */
const ROW = 3

/** What places are called. */
export interface Names {
  /** The swept number: “ε₁”. */
  readonly swept: string
  /** By arm; null for one that goes by its swept value alone. */
  readonly arms: readonly (string | null)[]
}

/**
 * A verdict in words, gains and harms alike: “best with CE weighted: +37 points [30, 44], p < 0.001 (Holm, 9
 * comparisons), 5 pairs; worse at ε₁ = 2…6, most at ε₁ = 6: −4 points [−6, −2], p = 0.01”, “no difference detected in 8
 * comparisons (−0.3 to +0.1 points, up to ± 0.8, 5 pairs)”. Interval and ± are at the level of Holm's step (`holm`), 95%
 * for a single comparison. Repeats count from 1, as on the page.
 */
export function verdictText(verdict: Verdict, names: Names): string {
  const clauses = [...outcomes(verdict, names), edgeText(verdict, names), leftOut(verdict, names)]
  return clauses.filter(Boolean).join('; ')
}

/** Where something holds: “at ε₁ = 1…6 and with CE weighted”. */
export function placesText({ comparisons, twins }: Pick<Verdict, 'comparisons' | 'twins'>, { swept, arms }: Names, places: readonly Place[]): string {
  const tried = (arm: number) => [...comparisons, ...twins].flatMap((one) => (one.arm === arm && one.value !== null ? [one.value] : []))
  const texts = [...new Set(places.map(({ arm }) => arm))].flatMap((arm) => {
    const values = places.flatMap((one) => (one.arm === arm && one.value !== null ? [one.value] : []))
    const at = values.length > 0 ? `at ${swept} = ${rowsText(values, tried(arm))}` : ''
    const name = arms[arm] ?? ''
    return [name && `with ${name}`, at].filter(Boolean).join(' ')
  })
  return texts.join(' and ')
}

/** “−2, 1…6”: values that follow each other among those that were tried. */
function rowsText(values: readonly number[], tried: readonly number[]): string {
  const order = [...new Set(tried)].sort((a, b) => a - b)
  const rows: number[][] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const row = rows.at(-1)
    if (row && order.indexOf(value) === order.indexOf(row[row.length - 1]) + 1) row.push(value)
    else rows.push([value])
  }
  return rows.map((row) => (row.length < ROW ? row.map(numberText).join(', ') : `${numberText(row[0])}…${numberText(row[row.length - 1])}`)).join(', ')
}

function outcomes(verdict: Verdict, names: Names): string[] {
  const { metric, comparisons, twins } = verdict
  if (comparisons.length === 0) return [twins.length > 0 ? 'nothing to compare: all values are the baseline itself' : 'nothing to compare']
  const of = (...wanted: readonly Comparison['outcome'][]) => comparisons.filter(({ outcome }) => wanted.includes(outcome))
  const where = (places: readonly Place[]) => placesText(verdict, names, places)
  const clause = (text: string, places: readonly Place[]) => (places.length > 0 ? [`${text} ${where(places)}`] : [])
  const [none, constant, identical, untested] = [of('none'), of('constant'), of('identical'), of('untested')]
  const claims = claimed(verdict, where)
  const rest = [
    ...clause('the same difference in every pair, so untested,', constant),
    ...clause('identical to the baseline', identical),
    ...clause('too few pairs', untested.filter(({ n }) => n > 0)),
  ]
  if (claims.length > 0) return [...claims, ...clause('no difference detected', none), ...rest]
  if (none.length > 0) return [undetected(none, metric, comparisons.length > 1 ? where(none) : ''), ...rest]
  if (constant.length > 0) {
    const texts = constant.map((one) => `${signed(one, metric, one)} ${metric.unit} ${where([one])}`)
    return [`the same difference in all ${pairsOf(constant)} (${texts.join(', ')}): without spread there is no test`, ...rest.slice(1)]
  }
  if (identical.length > 0) return [`identical to the baseline in all ${pairsOf(identical)}`, ...rest.slice(2)]
  const known = untested.filter(({ n }) => n > 0)
  if (known.length === 0) return ['nothing can be concluded: no pair is left']
  const what = known.length === 1 ? `${signed(known[0], metric, known[0])} ${metric.unit} ${where(known)}` : `${range(known, metric, known[0])} ${metric.unit}`
  return [`nothing can be concluded from one pair (${what}, n = 1)`]
}

/** Clauses on the differences that are claimed: the best, what is better as well, harms and the worst of them. */
function claimed({ metric, comparisons }: Verdict, where: (places: readonly Place[]) => string): string[] {
  const single = comparisons.length === 1
  const gains = comparisons.filter(({ outcome }) => outcome === 'better' || outcome === 'higher' || outcome === 'lower')
  const harms = comparisons.filter(({ outcome }) => outcome === 'worse')
  const top = (found: readonly Comparison[], sign: number) =>
    found.reduce<Comparison | undefined>((best, one) => (best && sign * merit(one, metric) <= sign * merit(best, metric) ? best : one), undefined)
  const [best, worst] = [top(gains, 1), top(harms, -1)]
  const first = best ?? worst
  const claim = (one: Comparison) => {
    const holm = one === first && !single ? ` (Holm, ${comparisons.length} comparisons)` : ''
    const pairs = one === first || one.n !== first?.n ? `, ${pairsOf([one])}` : ''
    return `${differenceWords(one, metric)}, ${pText(one.adjusted)}${holm}${pairs}`
  }
  const clauses: string[] = []
  if (best) {
    const word = single ? best.outcome : metric.better === 'none' ? 'differs most' : 'best'
    clauses.push(`${word} ${where([best])}: ${claim(best)}`)
    for (const side of ['better', 'higher', 'lower'] as const) {
      const others = gains.filter((one) => one.outcome === side && one !== best)
      if (others.length > 0) clauses.push(`${side}${side === best.outcome ? ' as well' : ''} ${where(others)}`)
    }
  }
  if (worst) {
    if (!best && !single) clauses.push('no gain detected')
    clauses.push(harms.length > 1 ? `worse ${where(harms)}, most ${where([worst])}: ${claim(worst)}` : `worse ${where([worst])}: ${claim(worst)}`)
  }
  return clauses
}

function undetected(none: readonly Comparison[], metric: Metric, where: string): string {
  const widest = none.reduce((wide, one) => (halfWidth(one) > halfWidth(wide) ? one : wide))
  if (none.length === 1) return `no difference detected${where && ` ${where}`} (${undetectedWords(widest, metric)}, ${pairsOf(none)})`
  const half = decimal(halfWidth(widest), widest, metric)
  return `no difference detected in ${none.length} comparisons (${range(none, metric, widest)} ${metric.unit}, up to ± ${half}, ${pairsOf(none)})`
}

function edgeText({ edge }: Verdict, { swept }: Names): string {
  if (!edge) return ''
  const value = numberText(edge.value)
  return `${swept} = ${value}${edge.isBaseline ? ', the baseline,' : ''} is the best of the range and its edge: nothing beyond ${value} was tried`
}

function leftOut({ diverged, ...verdict }: Verdict, names: Names): string {
  const left = diverged.slice(0, MOST_NAMED).map(({ repeat, isBaseline, ...place }) => {
    const where = placesText(verdict, isBaseline ? { ...names, arms: [] } : names, [place])
    return [`repeat ${repeat + 1}`, isBaseline && 'of the baseline', where].filter(Boolean).join(' ')
  })
  const more = diverged.length > MOST_NAMED ? ` and ${diverged.length - MOST_NAMED} more` : ''
  return left.length > 0 ? `left out, diverged: ${left.join(', ')}${more}` : ''
}
