import type { Arm } from '../experiment/index.ts'

/** Dash patterns as SVG and canvas take them; the first two arms are told apart by colour and dash. */
const DASHES = ['', '7 3', '2 3', '10 3 2 3', '5 2 2 2 2 2', '1 4'] as const

/** The colour of an arm, everywhere on the page; for a canvas take the computed value of `--arm-i`. */
export function armColor(index: number): string {
  return `var(--arm-${index})`
}

/** The dash pattern of an arm's lines (`stroke-dasharray`), empty for an unbroken one. */
export function armDash(index: number): string {
  return DASHES[index]
}

/** What an arm is called in legends and tables: “CE”, “Poly-1 ε₁ = 2”. */
export function armName(arm: Arm, index: number): string {
  const epsilon = arm.epsilon[0] ?? 0
  return epsilon === 0 ? `CE (${index})` : `Poly-1 ε₁ = ${epsilon}`
}
