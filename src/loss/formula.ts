import { alpha, type Loss, MAX_EPSILON } from './family.ts'

/** A summand: its sign, its LaTeX without it, and the terms j that it stands for. */
interface Part {
  readonly minus: boolean
  readonly latex: string
  readonly terms: readonly [from: number, to: number]
}

/**
 * The loss with its present numbers as LaTeX, for example `L = -\log P_t + 2\,(1-P_t)`.
 *
 * @param weighted whether a class weight w_t multiplies it
 * @param asSeries whether the logarithm is written out, −log P_t = (1−P_t) + (1−P_t)²/2 + …, each ε_j beside its 1/j
 * @param lit the term j to stand out, 9 for the rest: what shows it gets the class `lit`. Where several parts
 *   hold the term, that is the one its ε_j has.
 */
export function formula(loss: Loss, weighted = false, lit?: number, asSeries = false): string {
  const smooth = loss.labelSmoothing > 0
  const parts = (asSeries ? writtenOut : partsOf)(loss, smooth ? 'p_k' : 'P_t')
  const shining = lit === undefined ? -1 : parts.findLastIndex(({ terms: [from, to] }) => from <= lit && lit <= to)
  const body = parts.map((part, i) => signed(part, i === 0, i === shining)).join(' ') || '0'
  const sum = smooth ? `\\sum_k \\tilde y_k \\bigl[${body}\\bigr]` : body
  if (!weighted) return `L = ${sum}`
  const isFactor = smooth || (parts.length === 1 && !parts[0].minus)
  return isFactor ? `L = w_t\\,${sum}` : `L = w_t \\bigl[${sum}\\bigr]`
}

function signed({ minus, latex }: Part, first: boolean, shines: boolean): string {
  const shown = shines ? `\\htmlClass{lit}{${latex}}` : latex
  // A minus at the front is a sign, between summands an operator.
  return first ? `${minus ? '-' : ''}${shown}` : `${minus ? '-' : '+'} ${shown}`
}

function partsOf(loss: Loss, p: string): Part[] {
  const { gamma, terms, epsilon } = loss
  const range = Array.from({ length: MAX_EPSILON }, (_, i) => i + 1)
  const isChanged = epsilon.some((entry) => entry !== 0)
  // A short sum with ε is clearer by its α_j; so is what is left when all terms that have an ε are muted.
  if (isChanged && terms <= MAX_EPSILON) return range.flatMap((j) => term(alpha(loss, j), j, gamma, p))
  if (isChanged && range.every((j) => alpha(loss, j) === 0)) return [series(MAX_EPSILON + 1, terms, gamma, p)]
  return [base(loss, p), ...epsilon.flatMap((entry, i) => term(entry, i + 1, gamma, p))]
}

/** As many terms as have an ε, at least three, and the dots. */
function writtenOut({ gamma, terms, epsilon }: Loss, p: string): Part[] {
  const shown = Math.max(WRITTEN, epsilon.findLastIndex((entry) => entry !== 0) + 1)
  const parts = Array.from({ length: shown }, (_, i) => summand(i + 1, i < terms, epsilon[i] ?? 0, gamma, p)).flat()
  if (terms <= shown) return parts
  const dots: Part = { minus: false, latex: '\\cdots', terms: [shown + 1, terms] }
  return [...parts, dots, ...(terms < Infinity ? summand(terms, true, 0, gamma, p) : [])]
}

const WRITTEN = 3

/** Term j with 1/j, where the series has it, and ε_j apart. */
function summand(j: number, isKept: boolean, entry: number, gamma: number, p: string): Part[] {
  if (!isKept) return term(entry, j, gamma, p)
  const own = j === 1 ? '1' : `\\tfrac{1}{${j}}`
  const sum = entry === 0 ? (j === 1 ? '' : own) : `\\bigl(${own} ${entry < 0 ? '-' : '+'} ${digits(Math.abs(entry))}\\bigr)`
  return [{ minus: false, latex: `${sum}${power(j + gamma, p)}`, terms: [j, j] }]
}

function base({ gamma, terms }: Loss, p: string): Part {
  if (terms === 1) return { minus: false, latex: power(1 + gamma, p), terms: [1, 1] }
  if (terms < Infinity) return series(1, terms, gamma, p)
  return { minus: true, latex: `${gamma === 0 ? '' : power(gamma, p)}\\log ${p}`, terms: [1, Infinity] }
}

function series(from: number, to: number, gamma: number, p: string): Part {
  const exponent = gamma === 0 ? 'j' : `j+${digits(gamma)}`
  const last = to === Infinity ? '\\infty' : to
  return { minus: false, latex: `\\sum_{j=${from}}^{${last}} \\tfrac{1}{j}(1-${p})^{${exponent}}`, terms: [from, to] }
}

function term(coefficient: number, j: number, gamma: number, p: string): Part[] {
  if (coefficient === 0) return []
  const size = digits(Math.abs(coefficient))
  const latex = `${size === '1' ? '' : `${size}\\,`}${power(j + gamma, p)}`
  return [{ minus: coefficient < 0, latex, terms: [j, j] }]
}

function power(exponent: number, p: string): string {
  return exponent === 1 ? `(1-${p})` : `(1-${p})^{${digits(exponent)}}`
}

/** At most four significant digits. */
function digits(value: number): string {
  return String(Number(value.toPrecision(4)))
}
