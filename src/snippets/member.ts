import { armName } from '../experiment/arm.ts'
import type { Arm } from '../experiment/index.ts'
import { classWeights, formula, type Loss, plainFormula } from '../loss/index.ts'

/** One member of the family, as it is written as code. */
export interface Member {
  /** “Poly-1 ε₁ = 2” */
  readonly name: string
  /** “L = −log Pₜ + 2 (1−Pₜ)” */
  readonly formula: string
  readonly loss: Loss
  /** Of each class; null where none are weighed. */
  readonly weights: readonly number[] | null
  /** The link to the experiment that it is from. */
  readonly link: string
}

/** Digits of a class weight: as many as float32 has. */
const DIGITS = 9

/**
 * The loss of an arm with its numbers.
 *
 * @param counts training examples of each class, from which class weights follow; not read where the arm has none
 */
export function memberOf(arm: Arm, index: number, counts: readonly number[], link: string): Member {
  const { gamma, terms, epsilon, labelSmoothing, beta } = arm
  const loss = { gamma, terms, epsilon, labelSmoothing }
  const isWeighted = needsCounts(arm)
  const weights = isWeighted ? Array.from(classWeights(arm.classWeights, counts, beta), (weight) => Number(weight.toPrecision(DIGITS))) : null
  // The rate that an arm trains with is not of its loss.
  return { name: armName({ ...arm, rate: 1 }, index), formula: plainFormula(formula(loss, isWeighted)), loss, weights, link }
}

/** Whether the loss of an arm is known only once its data are. */
export function needsCounts({ classWeights }: Pick<Arm, 'classWeights'>): boolean {
  return classWeights !== 'none'
}
