import { type ReactNode, useId, useState } from 'react'
import { Term } from '../controls/Term.tsx'
import type { TermId } from '../glossary.ts'
import { type PlotSize, usePlotSize } from './usePlotSize.ts'

interface Props {
  /** Title and accessible name. */
  readonly name: string
  /** The title's word in the glossary. */
  readonly term?: TermId
  readonly controls?: ReactNode
  readonly legend: ReactNode
  /** What the figure shows, in a line. */
  readonly note: ReactNode
  /** One sentence for who cannot see the figure. */
  readonly summary: string
  /** The same as a table. */
  readonly table: ReactNode
  readonly children: (size: PlotSize) => ReactNode
}

/** What all charts share: title, choices, legend, plot, note, table twin and summary. */
export function ChartFigure({ name, term, controls, legend, note, summary, table, children }: Props) {
  const title = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="chart" aria-labelledby={title} data-figure={name}>
      <div className="chart-head">
        <h3 id={title}>{term ? <Term of={term}>{name}</Term> : name}</h3>
        <div className="chart-choices">{controls}</div>
        <button type="button" className="chart-twin" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </button>
      </div>
      <p className="unseen">{summary}</p>
      {legend}
      {asTable ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
        <section className="chart-table" aria-label={`${name}, table`} tabIndex={0}>
          {table}
        </section>
      ) : (
        <Plot>{children}</Plot>
      )}
      <div className="chart-note">{note}</div>
    </figure>
  )
}

function Plot({ children }: Pick<Props, 'children'>) {
  const [ref, size] = usePlotSize<HTMLDivElement>()
  return (
    <div className="chart-plot" ref={ref}>
      {size && size.width > 0 && size.height > 0 && children(size)}
    </div>
  )
}
