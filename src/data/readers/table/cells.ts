/** What stands between whole and fraction. */
export type Decimal = 'point' | 'comma'

/** What programs write where there is no value. */
const MISSING = new Set(
  ['', '?', '-', '--', '–', '—', '.', 'NA', 'N/A', 'n/a', 'na', '#N/A', '#NA', '<NA>', 'NaN', 'nan', 'NAN', 'null', 'NULL', 'Null', 'None', 'nil', '\\N'],
)

const GROUPED = {
  point: /^[+-]?\d{1,3}([,'’ \u00a0\u202f]\d{3})+(\.\d+)?$/,
  comma: /^[+-]?\d{1,3}([.'’ \u00a0\u202f]\d{3})+(,\d+)?$/,
} as const

/** Whether a trimmed cell stands for no value. */
export function isMissing(cell: string): boolean {
  return cell.length < 5 && MISSING.has(cell)
}

/**
 * The number that a trimmed cell holds: “−1.5”, “1e-3”, “1,234.5”, with a decimal comma “1,5” and “1.234,5”. NaN where
 * it holds none, or none that is finite.
 */
export function numberIn(cell: string, decimal: Decimal): number {
  const first = cell.charCodeAt(0)
  // Most cells of words end here: what a number begins with is a digit, a sign or a point.
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46 || first === 44 || first === 0x2212)) return NaN
  const text = first === 0x2212 ? `-${cell.slice(1)}` : cell
  const value = decimal === 'point' ? Number(text) : text.includes('.') ? NaN : Number(text.replace(',', '.'))
  if (Number.isNaN(value)) return GROUPED[decimal].test(text) ? ungrouped(text, decimal) : NaN
  // “0x1f” and “Infinity” are numbers to JavaScript alone.
  return Number.isFinite(value) && !/^[+-]?0[xbo]/i.test(text) ? value : NaN
}

function ungrouped(text: string, decimal: Decimal): number {
  const plain = text.replace(decimal === 'point' ? /[^\d.+-]/g : /[^\d,+-]/g, '')
  return Number(plain.replace(',', '.'))
}

/** Numbers first, ascending; then words, in which numbers are compared as such: “class 2” before “class 10”. */
export function compareNames(a: string, b: string): number {
  const [x, y] = [numberIn(a, 'point'), numberIn(b, 'point')]
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
  return x - y || compareWords(a, b)
}

function compareWords(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/(\d+)/))
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = i % 2 === 1 ? Number(left[i]) - Number(right[i]) : compareSigns(left[i], right[i])
    if (order) return order
  }
  // Not by the language of the browser: classes stand in the same order everywhere.
  return left.length - right.length || compareSigns(a, b)
}

function compareSigns(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
