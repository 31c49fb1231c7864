import { lazy, memo, Suspense } from 'react'
import { plainFormula } from './plainFormula.ts'

const Typeset = lazy(() => import('./Typeset.tsx'))

/** A formula, typeset once the typesetter has loaded and as plain text of the same height until then. */
export const Formula = memo(function Formula({ latex }: { readonly latex: string }) {
  return (
    <div className="formula">
      <Suspense fallback={plainFormula(latex)}>
        <Typeset latex={latex} />
      </Suspense>
    </div>
  )
})
