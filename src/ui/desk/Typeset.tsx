import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'

/** KaTeX, with MathML for screen readers. */
export default function Typeset({ latex }: { readonly latex: string }) {
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (element.current) katex.render(latex, element.current, { output: 'htmlAndMathml', throwOnError: false })
  }, [latex])
  return <span ref={element} />
}
