import { SHARES } from '../../loss/index.ts'
import { armColor } from '../arms.ts'

/** What the parts of the series are called: terms 1…8 and the rest. */
export const TERM_NAMES: readonly string[] = Array.from({ length: SHARES }, (_, j) => (j < SHARES - 1 ? String(j + 1) : 'rest'))

/** The same with their kind, for the heads of tables. */
export const TERM_HEADS: readonly string[] = TERM_NAMES.map((name) => (name === 'rest' ? 'Rest' : `Term ${name}`))

/** How much of the arm's colour each term has, over the ground: the leading term most, the rest least. */
export const TERM_TINTS: readonly number[] = [0.95, 0.77, 0.63, 0.52, 0.43, 0.35, 0.28, 0.22, 0.11]

/** The colour of a term of an arm, by its place in `TERM_NAMES`. */
export function termColor(arm: number, term: number): string {
  return `color-mix(in srgb, ${armColor(arm)} ${TERM_TINTS[term] * 100}%, var(--ground))`
}
