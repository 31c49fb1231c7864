import { armName } from './arm.ts'
import type { RunRecord } from './columns.ts'
import { grouped } from './grouped.ts'
import { byRepeat, type SweptExperiment } from './judge.ts'
import { judged, type Metric } from './metrics.ts'
import type { Arm } from './schema.ts'
import { meanOf } from './statistics.ts'
import { inSentence, numberText } from './text.ts'
import { type Comparison, merit, verdict } from './verdict.ts'
import { differenceWords, pText, undetectedWords } from './verdictNumbers.ts'

/** The question whether what an arm does is only a larger or smaller step. */
export interface RateQuestion {
  /** The arm that is asked about. */
  readonly arm: Arm
  /** CE with the learning-rate factor that makes its steps as long, whose factor is swept. */
  readonly matched: Arm
}

/** An arm against CE, at one factor of the sweep. */
interface Against {
  readonly factor: number
  readonly comparison: Comparison
}

/** The two comparisons that answer the question, of one metric. */
export interface RateAnswer {
  readonly metric: Metric
  /** Null where the matched factor is not among those that were swept. */
  readonly matched: Against | null
  /** With the factor that is best for CE; of a metric without a better side, with the one nearest to the arm. */
  readonly best: Against
  /** Factors that the arm is compared with: Holm's correction runs over all of them, since the best is picked from them. */
  readonly count: number
}

/** Compares the arm that is asked about with CE at every swept factor, in pairs; null where the sweep is another one, or has not got there. */
export function rateAnswer({ sweep, arms }: SweptExperiment, records: readonly RunRecord[], { arm, matched }: RateQuestion, metric: Metric): RateAnswer | null {
  const is = (wanted: Arm) => (one: Arm) => JSON.stringify(one) === JSON.stringify(wanted)
  const asked = arms.findIndex(is(arm))
  if (sweep.field !== 'lrx' || sweep.second || asked < 0 || asked === sweep.arm || !is(matched)(arms[sweep.arm])) return null
  const ofArm = records.filter((record) => record.arm === asked)
  const factors = [...grouped(records.filter((record) => record.arm === sweep.arm && record.value !== null), ({ value }) => value ?? NaN)]
    .filter(([, runs]) => runs[0].step === ofArm[0]?.step)
    .map(([factor, runs]) => ({ factor, runs: byRepeat(sweep, runs, metric) }))
    .sort((a, b) => a.factor - b.factor)
  if (factors.length === 0) return null
  const own = byRepeat(sweep, ofArm, metric)
  const found = verdict(metric, factors.map(({ factor, runs }) => ({ arm: asked, value: factor, runs: own, baseline: runs }))).comparisons
  const against = factors.map(({ factor, runs }, i) => ({ factor, comparison: found[i], worth: worthOf(runs, own, metric) }))
  const [first, ...rest] = against
  const best = rest.reduce((top, one) => (one.worth > top.worth ? one : top), first)
  return { metric, matched: against.find(({ factor }) => factor === matched.rate) ?? null, best, count: factors.length }
}

/** The answer of one metric in a sentence. */
export function rateText({ metric, matched, best, count }: RateAnswer, { arm }: RateQuestion): string {
  const which = metric.better === 'none' ? 'nearest' : 'best'
  const same = matched?.factor === best.factor
  const texts = [
    matched && `CE with the matched learning rate (× ${numberText(matched.factor)})${same ? `, the ${which} of the sweep as well` : ''}: ${againstText(matched.comparison, metric)}`,
    !same && `CE with the ${which} of the sweep (× ${numberText(best.factor)}): ${againstText(best.comparison, metric)}`,
  ].filter(Boolean)
  return `Just the learning rate? ${armName(arm, 0)} against ${texts.join('; against ')}${count > 1 ? ` (Holm, ${count} comparisons)` : ''}.`
}

/** The answer over all metrics: in which of them the arm differs from CE, whatever CE’s learning rate. */
export function rateSummary(answers: readonly RateAnswer[], { arm, matched }: RateQuestion): string {
  const side = (of: (answer: RateAnswer) => Against | null) => {
    const by = grouped(answers.filter((answer) => of(answer) !== null), (answer) => OUTCOMES[of(answer)?.comparison.outcome ?? 'untested'])
    return [...by].map(([text, found]) => `${text} ${found.map(({ metric }) => inSentence(metric.label)).join(', ')}`).join('; ')
  }
  const texts = [
    answers[0].matched && `CE with the matched learning rate (× ${numberText(matched.rate)}): ${side((answer) => answer.matched)}`,
    `CE with the best of the sweep for each metric: ${side(({ best }) => best)}`,
  ].filter(Boolean)
  return `${armName(arm, 0)} against ${texts.join('. Against ')}.`
}

/** All that the sweep says about the question; empty where it says nothing. */
export function rateAnswers(experiment: SweptExperiment, records: readonly RunRecord[], question: RateQuestion): RateAnswer[] {
  return judged.flatMap((metric) => rateAnswer(experiment, records, question, metric) ?? [])
}

const OUTCOMES: Readonly<Record<Comparison['outcome'], string>> = {
  better: 'better',
  worse: 'worse',
  higher: 'higher',
  lower: 'lower',
  none: 'no difference detected in',
  identical: 'identical in',
  constant: 'without spread, so untested,',
  untested: 'too few pairs to tell in',
}

function worthOf(runs: readonly number[], own: readonly number[], metric: Metric): number {
  const { mean } = meanOf(runs)
  const gap = Math.abs(mean - meanOf(own).mean)
  if (Number.isNaN(gap)) return -Infinity
  return metric.better === 'none' ? -gap : merit({ mean }, metric)
}

function againstText(one: Comparison, metric: Metric): string {
  if (one.outcome === 'untested') return one.n === 0 ? 'no pair is left' : 'one pair concludes nothing'
  if (one.outcome === 'none') return `no difference detected (${undetectedWords(one, metric)})`
  if (one.outcome === 'identical') return 'identical'
  const test = one.outcome === 'constant' ? 'the same in every pair, so untested' : pText(one.adjusted)
  return `${one.outcome === 'constant' ? '' : `${one.outcome}, `}${differenceWords(one, metric)}, ${test}`
}
