/** Digits of a number that code is checked against. */
const DIGITS = 12
/** The longest line of a list. */
const WIDTH = 96

/** A number as Python has it, always a float: `2.0`. */
export function pythonNumber(value: number): string {
  const text = javascriptNumber(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** A number as JavaScript has it. */
export function javascriptNumber(value: number): string {
  return String(Number(value.toPrecision(DIGITS)))
}

/** A tuple of Python: `(2.0,)`. */
export function pythonTuple(values: readonly number[]): string {
  const [only] = values
  return values.length === 1 ? `(${pythonNumber(only)},)` : `(${values.map(pythonNumber).join(', ')})`
}

/** A list between brackets of any kind, on as many lines as it takes. */
export function wrapped([open, close]: readonly [string, string], values: readonly string[], indent: string): string {
  const inOne = `${open}${values.join(', ')}${close}`
  if (inOne.length <= WIDTH) return inOne
  const lines: string[] = []
  for (const value of values) {
    const line = `${lines.at(-1) ?? ''} ${value},`
    if (lines.length > 0 && indent.length + line.length <= WIDTH) lines[lines.length - 1] = line
    else lines.push(`${value},`)
  }
  return [open, ...lines.map((line) => `${indent}${line}`), close].join('\n')
}
