type Attributes = Readonly<Record<string, string | number | undefined>>

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as XML takes it, within an element or an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign])
}

/** A number without the digits that nobody sees. */
export function number(value: number): string {
  return String(Number(value.toFixed(2)))
}

/** An SVG element; attributes that are undefined are left out. `content` is markup, or a text to be escaped. */
export function element(name: string, attributes: Attributes, content = '', kind: 'markup' | 'text' = 'markup'): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? number(value) : escaped(String(value))}"`)
  return `<${name}${written.join('')}>${kind === 'text' ? escaped(content) : content}</${name}>`
}
