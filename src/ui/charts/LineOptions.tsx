import { type FocusEvent, type KeyboardEvent, useId } from 'react'
import { useSession } from '../../store/session.ts'
import { Option } from './Option.tsx'
import { Segmented } from './Segmented.tsx'
import { useView } from './view.ts'
import { zoomOut, zoomTo } from './zoom.ts'

interface Props {
  /** The figure's. */
  readonly name: string
  /** Whether all values are, as a logarithm needs. */
  readonly positive: boolean
  readonly canCompare: boolean
  /** Why there is no comparison, where there is none. */
  readonly reason: string
}

const SCALES = [
  { value: 'linear', label: 'linear' },
  { value: 'log', label: 'log' },
] as const

const COMPARED = [
  { value: 'values', label: 'values' },
  { value: 'difference', label: 'minus baseline' },
] as const

/** How a line chart may be seen: as differences, on which axes, over which steps. */
export function LineOptions({ name, positive, canCompare, reason }: Props) {
  const { compared, steps, logarithmic } = useView()
  const others = logarithmic.filter((other) => other !== name)
  const values = others.length < logarithmic.length ? 'log' : 'linear'
  return (
    <>
      <Option label="Lines" hint={canCompare ? 'all line charts, paired by repeat' : reason}>
        {canCompare && (
          <Segmented
            label="Lines"
            value={compared}
            options={COMPARED}
            onChange={(compared) => useView.setState({ compared })}
          />
        )}
      </Option>
      <Option label="Values" hint={positive || values === 'log' ? '' : 'linear: some values are not above 0'}>
        {(positive || values === 'log') && (
          <Segmented
            label="Axis of values"
            value={values}
            options={SCALES}
            onChange={(scale) => useView.setState({ logarithmic: scale === 'log' ? [...others, name] : others })}
          />
        )}
      </Option>
      <Option label="Steps">
        <Segmented label="Axis of steps" value={steps} options={SCALES} onChange={(steps) => useView.setState({ steps })} />
      </Option>
      <Option label="From, to">
        <Range />
      </Option>
    </>
  )
}

/** The range of steps as two numbers; what is not a number leaves it as it was. */
function Range() {
  const last = useSession(({ latest }) => latest?.step ?? 0)
  const zoom = useView((view) => view.zoom)
  const hint = useId()
  const ends = zoom ?? [0, last]
  const take = (end: 0 | 1) => (event: FocusEvent<HTMLInputElement> | KeyboardEvent<HTMLInputElement>) => {
    if ('key' in event && event.key !== 'Enter') return
    const typed = event.currentTarget.value === '' ? NaN : Number(event.currentTarget.value)
    if (Number.isFinite(typed) && typed >= 0) {
      if (typed !== ends[end]) zoomTo(typed, ends[1 - end])
    } else event.currentTarget.value = String(ends[end])
  }
  const box = (end: 0 | 1, label: string) => (
    <input
      key={`${end} ${ends[end]}`}
      className="view-number"
      type="number"
      min={0}
      aria-label={label}
      aria-describedby={hint}
      defaultValue={ends[end]}
      onBlur={take(end)}
      onKeyDown={take(end)}
    />
  )
  return (
    <>
      {box(0, 'From step')}
      {box(1, 'To step')}
      {zoom && (
        <button type="button" className="button" onClick={zoomOut}>
          Zoom out
        </button>
      )}
      <span id={hint} className="unseen">
        Zooms all line charts; so does dragging in one.
      </span>
    </>
  )
}
