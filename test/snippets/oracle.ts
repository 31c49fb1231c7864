import { defaultArm } from '../../src/experiment/index.ts'
import { type Member, memberOf } from '../../src/snippets/index.ts'
import oracle from '../loss/oracle.json' with { type: 'json' }
import { type Batch, batchOf } from './cases.ts'
import type { Scene } from './scenes.ts'

/** A loss of the oracle, and what it says of each P_t: logits of two classes, label 0. */
export interface OracleCase {
  readonly member: Member
  readonly batch: Batch
}

/** Values of 60-digit arithmetic (`test/loss/oracle.json`), a batch for each loss. */
export const ORACLE: readonly OracleCase[] = [...new Set(oracle.rows.map(({ loss }) => loss))].map((name) => {
  const rows = oracle.rows.filter(({ loss }) => loss === name)
  const { gamma = 0, eps = [], N = Infinity } = rows[0].params as { gamma?: number; eps?: number[]; N?: number }
  const member = memberOf({ ...defaultArm(0), gamma, epsilon: eps, terms: N }, 0, [], '#v=1')
  const batch = batchOf(member, rows.map(({ logit }) => [Number(logit), 0]), rows.map(() => 0))
  const slopes = rows.map(({ dL_dz_target: slope }) => Number(slope))
  return { member, batch: { ...batch, values: rows.map(({ L }) => Number(L)), gradients: slopes.map((slope) => [slope, -slope]) } }
})

/** Its cases of soft targets and of label smoothing. */
export const ORACLE_SCENES: readonly Scene[] = [
  ...oracle.softmax_cases.map(({ tag, logits, labels, eps, L }) => ({
    what: tag,
    options: { epsilon: [eps] },
    logits: [logits.map(Number)],
    target: [labels.map(Number)],
    expected: [Number(L)],
  })),
  ...oracle.label_smoothing.map(({ alpha, eps, logits, target, L_paper: value }) => ({
    what: `label smoothing, ε = ${eps}`,
    options: { epsilon: [eps], labelSmoothing: alpha },
    logits: [logits.map(Number)],
    target: [target],
    expected: [Number(value)],
  })),
]
