import { withoutInvisible } from './text.ts'

/** What a written number can mean: nothing, one value, or two where its one separator may group digits or end the whole ones. */
export interface Numeral {
  readonly value: number
  /** Where “2,000” or “1.234” was read: the value that it has if the separator groups digits; `value` is the other. */
  readonly grouped?: number
}

/** More signs than any number needs. */
const LONGEST = 100

const NOTHING: Numeral = { value: NaN }
const RAISED = new Map(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻', (sign, i) => [sign, '0123456789+-'[i]]))
/** Suffixes that stand for a power of ten: “50%”, and “50k”, “1.5M” as axes have them. */
const POWERS: Readonly<Record<string, number>> = { '%': -2, k: 3, K: 3, M: 6 }
/** Digits with whatever locales put between them: “1,234.5”, “1.234,5”, “1 234,5”, “1’234.5”. */
const BODY = /^[\d.,' ]*\d[.,]?$/

/**
 * Reads a number as people and programs write it: grouped and with the decimal sign of the common locales, with any
 * minus sign, in any script's digits, as a fraction, in %, with k or M, or with a power of ten. `value` is finite, or
 * NaN where it is none. Takes time in proportion to the length of the text.
 */
export function readNumeral(text: string): Numeral {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > LONGEST) return NOTHING
  const [, sign, rest] = /^([+-]?)\s*(.*)$/.exec(plain(trimmed)) ?? ['', '', '']
  const { value, grouped } = unsigned(rest)
  // What is too large to hold is not infinite, and adding 0 turns −0 into 0.
  const signed = (size: number) => (sign === '-' ? -1 : 1) * Math.min(size, Number.MAX_VALUE) + 0
  return grouped === undefined ? { value: signed(value) } : { value: signed(value), grouped: signed(grouped) }
}

/** The same in plain signs: ASCII digits, “-”, “,” “.” and “'”, single spaces, “^” before a raised exponent. */
function plain(text: string): string {
  return withoutInvisible(text)
    .replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, (raised) => `^${Array.from(raised, (sign) => RAISED.get(sign)).join('')}`)
    // “1½” is not eleven halves.
    .replace(/(\d)(?=[¼-¾⅐-⅞])/g, '$1 ')
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digit)
    .replace(/[−‐‑‒–]/g, '-')
    .replace(/[’‘ʼʹ´`]/g, "'")
    .replace(/٬/g, "'")
    .replace(/٫/g, ',')
    .replace(/٪/g, '%')
    .replace(/[⁄∕]/g, '/')
    .replace(/\s+/g, ' ')
}

/** Decimal digits stand in tens without a gap, one ten or several after each other. */
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return String((code - first) % 10)
}

function unsigned(text: string): Numeral {
  const parts = text.split('/')
  if (parts.length === 2) {
    const [above, below] = parts.map((part) => decimal(part.trim(), 0))
    const isClear = below.value > 0 && above.grouped === undefined && below.grouped === undefined
    return isClear ? { value: above.value / below.value } : NOTHING
  }
  const power = /^(?:(?:(.+?) ?[×·*x] ?)?10 ?(?:\^|\*\*) ?|(.+?) ?e ?)([+-]?\d+)$/i.exec(text)
  if (power) return decimal(power[1] ?? power[2] ?? '1', Number(power[3]))
  const suffix = POWERS[text.at(-1) ?? '']
  return suffix === undefined ? decimal(text, 0) : decimal(text.slice(0, -1).trim(), suffix)
}

/** Digits and separators, times a power of ten. */
function decimal(text: string, power: number): Numeral {
  if (!BODY.test(text)) return NOTHING
  const of = (whole: string, part = '') => Number(`${whole.replace(/\D/g, '') || '0'}.${part || '0'}e${power}`)
  const separators = text.match(/\D/g) ?? []
  const last = separators.at(-1)
  if (last === undefined) return { value: of(text) }
  const isMark = last === ',' || last === '.'
  const cut = text.lastIndexOf(last)
  const [whole, part] = [text.slice(0, cut), text.slice(cut + 1)]
  const asGroups = isGrouped(text) ? of(text) : NaN
  // A decimal sign stands once, and is not the sign that groups.
  const isDecimal = isMark && text.indexOf(last) === cut && (separators.length === 1 || isGrouped(whole))
  if (!isDecimal) return { value: asGroups }
  const value = of(whole, part)
  return Number.isNaN(asGroups) ? { value } : { value, grouped: asGroups }
}

/** Groups of three digits, in India of two before the last, all with the same sign between. */
function isGrouped(text: string): boolean {
  const separators = text.match(/\D/g) ?? []
  const groups = text.split(/\D/)
  const [first, ...rest] = groups
  const isAlike = separators.every((one) => one === separators[0])
  const isFirst = /^[1-9]\d{0,2}$/.test(first)
  const inThrees = rest.every(({ length }) => length === 3)
  const inTwos = first.length <= 2 && rest.length > 1 && rest.slice(0, -1).every(({ length }) => length === 2) && rest.at(-1)?.length === 3
  return rest.length > 0 && isAlike && isFirst && (inThrees || inTwos)
}
