import type { Arm, Experiment } from '../experiment/index.ts'
import { alpha, MAX_EPSILON } from '../loss/index.ts'
import type { DataSummary } from '../engine/protocol.ts'

type Classes = Pick<DataSummary, 'classNames' | 'trainCounts'>

/** Why an arm cannot learn as it is set, in words; null where it can. */
export function armFault(arm: Arm, classes: Classes | null): string | null {
  return isSilent(arm) ? 'every term is muted, so its loss is 0 and it learns nothing' : weightFault(arm, classes)
}

/** What keeps arms from learning, a sentence for each. */
export function faultsOf({ arms }: Pick<Experiment, 'arms'>, classes: Classes | null): string[] {
  return arms.flatMap((arm, i) => {
    const fault = armFault(arm, classes)
    return fault ? [`${i === 0 ? 'Baseline' : `Arm ${i}`}: ${fault}.`] : []
  })
}

/** All α_j = 0, so ℓ ≡ 0 and m(p) ≡ 0. */
function isSilent(arm: Arm): boolean {
  return arm.terms <= MAX_EPSILON && Array.from({ length: MAX_EPSILON }, (_, i) => alpha(arm, i + 1)).every((one) => one === 0)
}

/** A class without training examples weighs 0, whatever the weighting. */
function weightFault(arm: Arm, classes: Classes | null): string | null {
  const empty = arm.classWeights === 'none' ? [] : (classes?.classNames.filter((_, k) => classes.trainCounts[k] === 0) ?? [])
  if (empty.length === 0) return null
  const [who, whose] = empty.length === 1 ? [`class ${empty[0]} has`, 'its weight is'] : [`${empty.length} classes have`, 'their weights are']
  return `${who} no training examples, so ${whose} 0 and nothing pulls towards ${empty.length === 1 ? 'it' : 'them'}`
}
