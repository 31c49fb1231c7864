import type { Arm } from './schema.ts'

/** An arm with another ε_j, j from 1. Zeros at the end are left off, so that equal losses are written alike. */
export function withEpsilon(arm: Arm, j: number, value: number): Arm {
  const epsilon = Array.from({ length: Math.max(j, arm.epsilon.length) }, (_, i) => arm.epsilon[i] ?? 0)
  epsilon[j - 1] = value
  return { ...arm, epsilon: epsilon.slice(0, epsilon.findLastIndex((entry) => entry !== 0) + 1) }
}
