import { familyName } from '../loss/index.ts'
import type { Arm } from './schema.ts'
import { numberText, ordered } from './text.ts'

/** An arm with another ε_j, j from 1. Zeros at the end are left off, so that equal losses are written alike. */
export function withEpsilon(arm: Arm, j: number, value: number): Arm {
  const epsilon = Array.from({ length: Math.max(j, arm.epsilon.length) }, (_, i) => arm.epsilon[i] ?? 0)
  epsilon[j - 1] = value
  return { ...arm, epsilon: epsilon.slice(0, epsilon.findLastIndex((entry) => entry !== 0) + 1) }
}

/**
 * What an arm is called in legends and tables: its family and the numbers that differ from CE,
 * “Poly-1 ε₁ = 2”. An arm that the experiment no longer has, but a chart still shows, goes by its number.
 */
export function armName(arm: Arm | undefined, index: number): string {
  if (!arm) return `Arm ${index}`
  const numbers = [
    arm.gamma > 0 && `γ = ${numberText(arm.gamma)}`,
    arm.terms !== Infinity && `N = ${arm.terms}`,
    ...arm.epsilon.map((epsilon, i) => epsilon !== 0 && `${ordered('ε', i + 1)} = ${numberText(epsilon)}`),
    arm.labelSmoothing > 0 && `a = ${numberText(arm.labelSmoothing)}`,
    arm.classWeights !== 'none' && 'weighted',
    arm.rate !== 1 && `lr × ${numberText(arm.rate)}`,
  ]
  return [familyName(arm), numbers.filter((text) => text !== false).join(', ')].filter(Boolean).join(' ')
}
