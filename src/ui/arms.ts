import type { Arm } from '../experiment/index.ts'
import { numberText, ordered } from '../experiment/text.ts'
import { familyName } from '../loss/index.ts'

/** Dash patterns as SVG and canvas take them, so that arms are told apart without colour, too. */
const DASHES = ['', '7 3', '2 3', '10 3 2 3', '5 2 2 2 2 2', '1 4'] as const

/** The colour of an arm, everywhere on the page; for a canvas take the computed value of `--arm-i`. */
export function armColor(index: number): string {
  return `var(--arm-${index})`
}

/** The dash pattern of an arm's lines (`stroke-dasharray`), empty for an unbroken one. */
export function armDash(index: number): string {
  return DASHES[index]
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
