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

/** As much of a text as a notice quotes. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** What went wrong, in its own words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Seconds for a person: “42 s”, “12 min”, “3 h 5 min”. */
export function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** “1 run”, “12,000 runs” */
export function countText(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

/** A text as a whole sentence. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
