const SUBSCRIPTS: Readonly<Record<string, string>> = { t: 'ₜ', j: 'ⱼ', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈' }

/** The text of an element as seen, subscripts as characters and a sign drawn as SVG as the text that it stands for. */
export function plainText(element: Element | null): string {
  return element ? textOf(element).replace(/\s+/g, ' ').trim() : ''
}

function textOf(node: Node): string {
  if (node instanceof SVGElement) return node.dataset.text ?? ''
  if (node instanceof Element && node.classList.contains('unseen')) return ''
  if (!(node instanceof Element)) return node.textContent ?? ''
  const text = [...node.childNodes].map(textOf).join('')
  return node.tagName === 'SUB' ? Array.from(text, (sign) => SUBSCRIPTS[sign] ?? sign).join('') : text
}
