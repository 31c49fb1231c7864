import type { RunPoint } from '../../src/experiment/columns.ts'
import type { Metrics } from '../../src/experiment/metrics.ts'
import { metrics } from '../../src/experiment/metrics.ts'
import { interval, pairedDifference } from '../../src/experiment/statistics.ts'
import { verdict } from '../../src/experiment/verdict.ts'

/** The measured points of a claim's experiments, by the names that the claim gives them. */
export type Points = Readonly<Record<string, readonly RunPoint[]>>

export type Verdict = 'holds' | 'does not hold' | 'undecided'

/** A part of a claim that numbers decide. */
export interface Check {
  readonly says: string
  /** Why its threshold is what it is. */
  readonly why: string
  readonly judge: (points: Points) => Finding
}

export interface Finding {
  readonly numbers: string
  readonly verdict: Verdict
}

/** Which number of a run is meant. */
export interface Which {
  /** The name of the experiment. */
  readonly of: string
  readonly arm: number
  /** The value of the swept number, in a sweep. */
  readonly value?: number
  readonly measure: keyof Metrics
  /** Test data unless said otherwise. */
  readonly split?: 'train' | 'test'
  /** The last step unless said otherwise; `highest`: whichever measured step has the highest number. Both need the course. */
  readonly at?: 'start' | 'end' | 'highest'
}

/** Reads a number of one repeat, or its mean over repeats. */
export type Read = (which: Which) => number

/** One number per repeat; NaN where the run diverged or is missing. */
export function byRepeat(points: Points, { of, arm, value, measure, split = 'test', at = 'end' }: Which): number[] {
  const steps = points[of].map(({ step }) => step)
  const asked = points[of].filter((point) => point.arm === arm && point.value === (value ?? null))
  const wanted = at === 'start' ? Math.min(...steps) : Math.max(...steps)
  const found = at === 'highest' ? asked : asked.filter(({ step }) => step === wanted)
  const repeats = Math.max(...points[of].map(({ repeat }) => repeat)) + 1
  return Array.from({ length: repeats }, (_, r) => {
    const numbers = found.filter(({ repeat }) => repeat === r).map((point) => point[split][measure])
    return numbers.length > 0 ? Math.max(...numbers) : NaN
  })
}

/**
 * A statement about the numbers of one repeat. It holds where it is true of every repeat, is undecided where it is
 * true only of the means over repeats, and does not hold where it is not even true of them.
 */
export function inEveryRepeat(
  says: string,
  why: string,
  numbersOf: (read: Read) => Readonly<Record<string, number>>,
  isTrue: (numbers: readonly number[]) => boolean,
): Check {
  return {
    says,
    why,
    judge: (points) => {
      const each = eachRepeat(points, numbersOf)
      const means = numbersOf((which) => mean(byRepeat(points, which)))
      const trueOf = each.filter((numbers) => isTrue(Object.values(numbers))).length
      const outcome = trueOf === each.length ? 'holds' : isTrue(Object.values(means)) ? 'undecided' : 'does not hold'
      const shown = Object.entries(means).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
      return { numbers: `${shown.join(', ')} (${trueOf} of ${each.length} repeats)`, verdict: outcome }
    },
  }
}

/** Whether each number is larger than the one before. */
export function rises(numbers: readonly number[]): boolean {
  return numbers.every((value, i) => i === 0 || value > numbers[i - 1])
}

/**
 * Of two numbers the first is the lower, on average over repeats: it holds where the 95% interval of their paired
 * difference (Student's t) lies below 0, does not where it lies above, and is undecided where it holds 0.
 */
export function isLower(says: string, why: string, numbersOf: (read: Read) => Readonly<Record<string, number>>): Check {
  return {
    says,
    why,
    judge: (points) => {
      const each = eachRepeat(points, numbersOf)
      const [first, second] = [0, 1].map((i) => each.map((numbers) => Object.values(numbers)[i]))
      const bounds = interval(pairedDifference(first, second))
      const names = Object.keys(each[0])
      const shown = [first, second].map((values, i) => `${names[i]} ${mean(values).toFixed(3)}`)
      const range = bounds?.map((bound) => bound.toFixed(3)).join(', ') ?? 'n < 2'
      const outcome = !bounds ? 'undecided' : bounds[1] < 0 ? 'holds' : bounds[0] > 0 ? 'does not hold' : 'undecided'
      return { numbers: `${shown.join(', ')}, difference [${range}], ${each.length} pairs`, verdict: outcome }
    },
  }
}

/** Arms of an experiment that are compared with its baseline, with their names. */
export interface Compared {
  readonly of: string
  readonly arms: Readonly<Record<string, Pick<Which, 'arm' | 'value'>>>
  readonly measure: (typeof metrics)[number]['id']
}

/**
 * Every arm is better than the baseline: paired t over repeats with Holm's correction, at 5%. Where none is detected it
 * is undecided.
 */
export function isBetter(says: string, why: string, compared: Compared): Check {
  return comparison(says, why, compared, (comparisons) => {
    if (comparisons.every(({ outcome }) => outcome === 'better')) return 'holds'
    return comparisons.some(({ outcome }) => outcome === 'worse') ? 'does not hold' : 'undecided'
  })
}

/**
 * No arm differs from the baseline: paired t over repeats with Holm's correction detects none at 5%, and every interval
 * lies within ± `margin`. Wider intervals leave it undecided: not to have found a difference is not to know of none.
 */
export function noDifference(says: string, why: string, compared: Compared, margin: number): Check {
  return comparison(says, why, compared, (comparisons) => {
    if (comparisons.some(({ outcome }) => outcome === 'better' || outcome === 'worse')) return 'does not hold'
    const isNarrow = comparisons.every(({ interval }) => interval?.every((bound) => Math.abs(bound) <= margin))
    return isNarrow ? 'holds' : 'undecided'
  })
}

type Comparisons = ReturnType<typeof verdict>['comparisons']

function comparison(says: string, why: string, { of, arms, measure }: Compared, decide: (found: Comparisons) => Verdict): Check {
  const metric = metrics.find(({ id }) => id === measure)
  if (!metric) throw new RangeError(`No metric is called ${measure}.`)
  const points = (value: number) => (metric.unit === 'points' ? (100 * value).toFixed(1) : value.toFixed(3))
  return {
    says,
    why,
    judge: (measured) => {
      const baseline = byRepeat(measured, { of, arm: 0, measure })
      const found = verdict(
        metric,
        Object.values(arms).map((which, i) => ({ arm: i + 1, value: null, runs: byRepeat(measured, { of, ...which, measure }), baseline })),
      )
      const shown = found.comparisons.map(({ mean, interval }, i) => {
        return `${Object.keys(arms)[i]} ${points(mean)} [${interval?.map(points).join(', ') ?? 'n < 2'}]`
      })
      const numbers = `CE ${points(mean(baseline))}; against it ${shown.join(', ')} ${metric.unit}, ${baseline.length} pairs`
      return { numbers, verdict: found.diverged.length > 0 ? 'does not hold' : decide(found.comparisons) }
    },
  }
}

function eachRepeat<T>(points: Points, numbersOf: (read: Read) => T): T[] {
  const repeats = Math.max(...Object.values(points)[0].map(({ repeat }) => repeat)) + 1
  return Array.from({ length: repeats }, (_, r) => numbersOf((which) => byRepeat(points, which)[r]))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
