/** What the LaTeX of `formula.ts` uses, and how it is written without typesetting. */
const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/\\htmlClass\{lit\}/g, ''],
  [/\\infty/g, '∞'],
  [/\\sum_\{j=(\d+)\}\^\{(\d+|∞)\}/g, 'Σ j=$1…$2 '],
  [/\\sum_k/g, 'Σₖ'],
  [/\\tilde y_k/g, 'ỹₖ'],
  [/\\tfrac\{1\}\{(\w+)\}/g, '1/$1 '],
  [/\\cdots/g, '⋯'],
  [/\}\\log/g, '} log'],
  [/\\log/g, 'log'],
  [/\\big[lr]/g, ''],
  [/\\,/g, ' '],
  [/P_t/g, 'Pₜ'],
  [/p_k/g, 'pₖ'],
  [/w_t/g, 'wₜ'],
  [/\^\{([^}]*)\}/g, '^$1'],
  [/[{}]/g, ''],
  [/-/g, '−'],
]

/** A formula as plain text: “L = −log Pₜ + 2 (1−Pₜ)”. */
export function plainFormula(latex: string): string {
  return WRITTEN.reduce((text, [pattern, written]) => text.replace(pattern, written), latex).replace(/ +/g, ' ').trim()
}
