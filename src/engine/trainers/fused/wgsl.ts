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
