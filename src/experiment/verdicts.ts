import type { RunRecord } from './columns.ts'
import type { ExportedVerdict } from './export.ts'
import { judge } from './judge.ts'
import { judged } from './metrics.ts'
import type { Experiment } from './experiment.ts'
import { sweepableOf } from './sweep.ts'
import { verdictText } from './verdictText.ts'

/** What a sweep of one number says about each metric, for each arm that it compares with the baseline. */
export function verdictsOf({ sweep, arms }: Experiment, records: readonly RunRecord[]): ExportedVerdict[] {
  if (!sweep || sweep.second) return []
  const { group, label } = sweepableOf(sweep.field)
  const compared = group === 'data' ? arms.map((_, arm) => arm).slice(1) : [Math.min(sweep.arm, arms.length - 1)]
  return compared.flatMap((arm) =>
    judged.map((metric) => ({
      metric: metric.id,
      text: `${compared.length > 1 ? `Arm ${arm}: ` : ''}${verdictText(judge(sweep, records, { metric, arm, second: null }), label)}`,
    })),
  )
}
