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

/** KaTeX, with MathML for screen readers; a formula too long for its place is set smaller. */
export default function Typeset({ latex }: { readonly latex: string }) {
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const span = element.current
    const place = span?.parentElement
    if (!span || !place) return
    katex.render(latex, span, OPTIONS)
    const fit = () => {
      span.style.fontSize = ''
      const scale = place.clientWidth / span.scrollWidth
      if (scale < 1) span.style.fontSize = `${Math.floor(100 * scale)}%`
    }
    const observer = new ResizeObserver(fit)
    observer.observe(place)
    fit()
    return () => observer.disconnect()
  }, [latex])
  return <span ref={element} className="typeset" />
}
