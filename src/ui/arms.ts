export { armName } from '../experiment/arm.ts'

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
