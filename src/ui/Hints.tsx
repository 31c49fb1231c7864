import { useEffect } from 'react'
import { Expected } from './controls/Expected.tsx'
import { dismissHints, EXPECTED, HINTS, useHints } from './hints.ts'
import { usePage } from './page.ts'
import './hints.css'

/** Three numbered hints; the numbers stand, too, at what they speak of (hints.css). */
export function Hints() {
  const presenting = usePage((page) => page.presenting)
  const shown = useHints((hints) => hints.shown) && !presenting
  useEffect(() => {
    document.documentElement.toggleAttribute('data-hints', shown)
  }, [shown])
  if (!shown) return null
  return (
    <section className="hints" aria-label="First steps">
      <ol>
        {HINTS.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
      <Expected text={EXPECTED} />
      <button type="button" className="link-button" onClick={dismissHints}>
        Got it
      </button>
    </section>
  )
}
