import katex, { type KatexOptions } from 'katex'
import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'

/** Of HTML only classes, which `loss/formula.ts` gives; no text of a link gets here. */
const OPTIONS: KatexOptions = {
  output: 'htmlAndMathml',
  throwOnError: false,
  trust: ({ command }) => command === '\\htmlClass',
  strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
}

/** A formula that would be smaller than this on one line is set on several. */
const SMALLEST_LINE = 0.7
const SMALLER = [0.8, 0.72, 0.66, 0.6, 0.54, 0.48]

/** KaTeX, with MathML for screen readers; a formula too long for its place is set smaller, or on several lines. */
export default function Typeset({ latex }: { readonly latex: string }) {
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const span = element.current
    const place = span?.parentElement
    if (!span || !place) return
    katex.render(latex, span, OPTIONS)
    const fit = () => fitInto(place, span)
    const observer = new ResizeObserver(fit)
    observer.observe(place)
    // Which grows when its fonts come.
    observer.observe(span)
    fit()
    return () => observer.disconnect()
  }, [latex])
  return <span ref={element} className="typeset" />
}

function fitInto(place: HTMLElement, span: HTMLElement): void {
  span.classList.remove('wrapped')
  span.style.fontSize = ''
  const scale = place.clientWidth / span.scrollWidth
  if (scale >= 1) return
  if (scale >= SMALLEST_LINE) {
    span.style.fontSize = `${Math.floor(100 * scale)}%`
    return
  }
  span.classList.add('wrapped')
  for (const size of SMALLER) {
    span.style.fontSize = `${100 * size}%`
    if (span.offsetHeight <= place.clientHeight) return
  }
}
