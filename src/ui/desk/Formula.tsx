import { memo } from 'react'
import { plainFormula } from '../../loss/index.ts'
import { later } from '../later.tsx'

/** LaTeX, typeset once the typesetter has loaded and as plain text until then. */
export const Latex = later('The typesetter of formulas', async () => (await import('./Typeset.tsx')).default, ({ latex }) => plainFormula(latex))

/** A formula on a line of its own, of the same height whether typeset or not. */
export const Formula = memo(function Formula({ latex }: { readonly latex: string }) {
  return (
    <div className="formula">
      <Latex latex={latex} />
    </div>
  )
})
