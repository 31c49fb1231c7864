import { integer } from '../../experiment/fields.ts'
import { schema } from '../../experiment/index.ts'
import { useSession } from '../../store/session.ts'
import { NumberBox } from '../controls/NumberBox.tsx'
import { ChangeList } from './ChangeList.tsx'
import { Option } from './Option.tsx'
import { Segmented } from './Segmented.tsx'
import { useView } from './view.ts'
import { ViewChoice } from './ViewChoice.tsx'
import { zoomOut, zoomTo } from './zoom.ts'

interface Props {
  /** The figure's. */
  readonly name: string
  /** Whether all values are, as a logarithm needs. */
  readonly positive: boolean
  /** Whether differences are chosen here, for all line charts at once. */
  readonly isShared: boolean
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
export function LineOptions({ name, positive, isShared, canCompare, reason }: Props) {
  const logarithmic = useView((view) => view.logarithmic)
  const others = logarithmic.filter((other) => other !== name)
  const values = others.length < logarithmic.length ? 'log' : 'linear'
  return (
    <>
      {isShared && (
        <Option label="Lines" hint={canCompare ? 'all line charts, paired by repeat' : reason}>
          {canCompare && <ViewChoice of="compared" label="Lines" options={COMPARED} />}
        </Option>
      )}
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
        <ViewChoice of="steps" label="Axis of steps" options={SCALES} />
      </Option>
      <Option label="From, to">
        <Range />
      </Option>
      <ChangeList />
    </>
  )
}

/** The range of steps as two numbers, which zoom all line charts, as dragging in one does. */
function Range() {
  const last = useSession(({ latest }) => latest?.step ?? 0)
  const zoom = useView((view) => view.zoom)
  const [from, to] = zoom ?? [0, last]
  return (
    <>
      <NumberBox field={STEP} label="From step" value={from} onChange={(step) => zoomTo(step, to)} />
      <NumberBox field={STEP} label="To step" value={to} onChange={(step) => zoomTo(from, step)} />
      {zoom && (
        <button type="button" className="button" onClick={zoomOut}>
          Zoom out
        </button>
      )}
    </>
  )
}

/** A step that can be typed. */
const STEP = integer({ key: 'step', label: 'Step', help: '', default: 0, min: 0, max: schema.training.steps.max })
