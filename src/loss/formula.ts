import type { Loss } from './family.ts'

/**
 * The loss with its present numbers as LaTeX, for example `L = -\log P_t + 2\,(1-P_t)`.
 *
 * @param weighted whether a class weight w_t multiplies it
 */
export function formula(loss: Loss, weighted = false): string {
  const smooth = loss.labelSmoothing > 0
  const p = smooth ? 'p_k' : 'P_t'
  const parts = [base(loss, p), ...loss.epsilon.flatMap((epsilon, i) => term(epsilon, i + 1 + loss.gamma, p))]
  const body = parts.join(' ').replace(/^\+ /, '')
  const sum = smooth ? `\\sum_k \\tilde y_k \\bigl[${body}\\bigr]` : body
  if (!weighted) return `L = ${sum}`
  return smooth || parts.length === 1 ? `L = w_t\\,${sum}` : `L = w_t \\bigl[${sum}\\bigr]`
}

function base({ gamma, terms }: Loss, p: string): string {
  if (terms === Infinity) return gamma === 0 ? `-\\log ${p}` : `-${power(gamma, p)}\\log ${p}`
  if (terms === 1) return power(1 + gamma, p)
  const exponent = gamma === 0 ? 'j' : `j+${digits(gamma)}`
  return `\\sum_{j=1}^{${terms}} \\tfrac{1}{j}(1-${p})^{${exponent}}`
}

function term(epsilon: number, exponent: number, p: string): string[] {
  if (epsilon === 0) return []
  const size = Math.abs(epsilon)
  return [`${epsilon < 0 ? '-' : '+'} ${size === 1 ? '' : `${digits(size)}\\,`}${power(exponent, p)}`]
}

function power(exponent: number, p: string): string {
  return exponent === 1 ? `(1-${p})` : `(1-${p})^{${digits(exponent)}}`
}

/** At most four significant digits. */
function digits(value: number): string {
  return String(Number(value.toPrecision(4)))
}
