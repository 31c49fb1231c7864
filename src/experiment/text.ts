export { countText } from '../data/text.ts'

/** Subscripts 1…8, for the orders of ε and α. */
const SUBSCRIPTS = '₁₂₃₄₅₆₇₈'

/** A symbol with its order: “ε₁”. */
export function ordered(symbol: string, order: number): string {
  return `${symbol}${SUBSCRIPTS[order - 1]}`
}

/** With true minus signs. */
export function minus(text: string): string {
  return text.replace('-', '−')
}

/** Bytes of memory for a person: “1,234 MiB”. */
export function sizeText(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`
}

/** A number for a person: at most four significant digits; Infinity stands for all terms. */
export function numberText(value: number): string {
  return value === Infinity ? 'all' : minus(String(Number(value.toPrecision(4))))
}

/** As much of a text as a notice quotes, with the code points of signs that cannot be seen. */
export function shorten(text: string, most = 40): string {
  const signs = Array.from(text.slice(0, 2 * most + 2))
  const seen = signs.slice(0, most).join('').replace(UNSEEN, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
  return signs.length > most ? `${seen}…` : seen
}

/** All that has no sign of its own, but for the space. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

/** Without signs that nobody sees and nobody typed: zero-width ones, soft hyphens, byte order and direction marks. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** What browsers say where there is no memory for what was asked. */
const NO_MEMORY = /out of memory|allocation failed|allocate|typed array length|too large|grow/i

/** What went wrong, in its own words; those for missing memory are every browser's own, and say nothing of what to do. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const isMemory = NO_MEMORY.test(text) && (error instanceof RangeError || !(error instanceof Error))
  return isMemory ? 'there is not enough memory. Fewer arms, repeats, units or examples take less' : text
}

/** Seconds for a person: “42 s”, “12 min”, “3 h 5 min”. */
export function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A text as a whole sentence. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** A label within a sentence: “Learning rate” becomes “learning rate”, “NLL” and “ε₁” stay. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label
}
