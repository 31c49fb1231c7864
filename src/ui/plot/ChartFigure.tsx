import { memo, type ReactNode, type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react'
import { Term } from '../controls/Term.tsx'
import type { TermId } from '../glossary.ts'
import { useEscape } from './useEscape.ts'
import { type PlotSize, usePlotSize } from './usePlotSize.ts'
import { useView } from './view.ts'
import { ViewMenu } from './ViewMenu.tsx'

interface Props {
  /** Title and accessible name. */
  readonly name: string
  /** The title's word in the glossary. */
  readonly term?: TermId
  readonly controls?: ReactNode
  /** Choices that are not made every minute; kept the same while nothing changes. */
  readonly options?: ReactNode
  readonly legend: ReactNode
  /** What the figure shows, in a line. */
  readonly note: ReactNode
  /** One sentence for who cannot see the figure. */
  readonly summary: string
  /** The same as a table. */
  readonly table: ReactNode
  readonly children: (size: PlotSize) => ReactNode
}

/** What all charts share: title, choices, legend, plot, note, table twin, summary, saving and enlarging. */
export function ChartFigure({ name, term, controls, options, legend, note, summary, table, children }: Props) {
  const title = useId()
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const enlarged = useView((view) => view.enlarged === name)
  useEffect(() => () => restore(name), [name])
  return (
    <figure
      ref={figure}
      className="chart"
      aria-labelledby={title}
      data-figure={name}
      data-enlarged={enlarged || undefined}
    >
      <div className="chart-head">
        <h3 id={title}>{term ? <Term of={term}>{name}</Term> : name}</h3>
        <div className="chart-choices">{controls}</div>
        <Tools name={name} options={options} figure={figure} asTable={asTable} onTable={setAsTable} enlarged={enlarged} />
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
      <div className="chart-note" title={typeof note === 'string' ? note : undefined}>
        {note}
      </div>
    </figure>
  )
}

interface ToolsProps extends Pick<Props, 'name' | 'options'> {
  readonly figure: RefObject<HTMLElement | null>
  readonly asTable: boolean
  readonly onTable: (asTable: boolean) => void
  readonly enlarged: boolean
}

const Tools = memo(function Tools({ name, options, figure, asTable, onTable, enlarged }: ToolsProps) {
  const leave = useCallback(() => restore(name), [name])
  useEscape(enlarged, leave)
  const twin = asTable ? 'Show as chart' : 'Show as table'
  const size = enlarged ? 'Restore' : `Enlarge ${name}`
  return (
    <div className="chart-tools">
      <Tool name={twin} strokes={asTable ? CHART : TABLE} onClick={() => onTable(!asTable)} />
      <Tool name={size} strokes={enlarged ? RESTORE : ENLARGE} onClick={() => useView.setState({ enlarged: enlarged ? undefined : name })} />
      <ViewMenu name={name} options={options} figure={figure} drawn={!asTable} />
    </div>
  )
})

interface ToolProps {
  readonly name: string
  readonly strokes: string
  readonly onClick: () => void
}

function Tool({ name, strokes, onClick }: ToolProps) {
  return (
    <button type="button" className="chart-tool" aria-label={name} title={name} onClick={onClick}>
      <svg viewBox="0 0 14 14" aria-hidden="true">
        <path d={strokes} />
      </svg>
    </button>
  )
}

const CHART = 'M1.5 1.5V12.5H12.5M4 10 6.5 6 8.5 8 12 3'
const TABLE = 'M1.5 2.5H12.5V11.5H1.5ZM1.5 5.5H12.5M1.5 8.5H12.5M5.5 2.5V11.5'
const RESTORE = 'M5.5 1.5V5.5H1.5M8.5 12.5V8.5H12.5'
const ENLARGE = 'M8.5 1.5H12.5V5.5M5.5 12.5H1.5V8.5M12.5 1.5 8.5 5.5M1.5 12.5 5.5 8.5'

function restore(name: string) {
  if (useView.getState().enlarged === name) useView.setState({ enlarged: undefined })
}

function Plot({ children }: Pick<Props, 'children'>) {
  const [ref, size] = usePlotSize<HTMLDivElement>()
  return (
    <div className="chart-plot" ref={ref}>
      {size && size.width > 0 && size.height > 0 && children(size)}
    </div>
  )
}
