/** Where each stands that follows the one before with these lengths, in the order in which they are written. */
export function offsets<Name extends string>(lengths: Readonly<Record<Name, number>>): Readonly<Record<Name, number>> {
  let at = 0
  const from = (length: number) => (at += length) - length
  return Object.fromEntries(Object.entries<number>(lengths).map(([name, length]) => [name, from(length)])) as Record<Name, number>
}

/** WGSL that gives whole numbers these names. */
export function constants(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers).map(([name, value]) => `const ${name} = ${value}u;`).join('\n')
}

/** A WGSL struct of whole numbers in this order, after what comes first in it. */
export function struct(name: string, fields: readonly string[], first = ''): string {
  return `struct ${name} { ${[first, ...fields.map((field) => `${field}: u32`)].filter(Boolean).join(', ')} }`
}

/**
 * WGSL in which every line with one of these words behind a $ stands as often as its number says, with 0, 1, … in its
 * place: written out, because not every compiler unrolls loops, and what a loop indexes lives in memory.
 */
export function unrolled(code: string, counts: Readonly<Record<string, number>>): string {
  const repeated = (line: string) => {
    const word = Object.keys(counts).find((name) => line.includes(`$${name}`))
    return word ? Array.from({ length: counts[word] }, (_, i) => line.replaceAll(`$${word}`, String(i))) : line
  }
  return code.split('\n').flatMap(repeated).join('\n')
}
