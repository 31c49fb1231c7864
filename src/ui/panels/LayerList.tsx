import { useShallow } from 'zustand/react/shallow'
import { schema } from '../../experiment/index.ts'
import { setField, useExperiment } from '../../store/experiment.ts'
import { Dial } from '../controls/Dial.tsx'
import { CROSS, IconButton } from '../controls/IconButton.tsx'

/** How layers of a kind are spoken of, and what an added one starts with. */
const KINDS = {
  conv: { label: 'Conv.', one: 'convolutional layer', numbers: 'Filters', next: (last = 4) => 2 * last },
  hidden: { label: 'Hidden', one: 'hidden layer', numbers: 'Units', next: (last = 16) => last },
} as const

interface Props {
  readonly kind: keyof typeof KINDS
  /** What it is to have none. */
  readonly none: string
}

/** Layers of a kind, each with its filters or units, changed, removed and added. */
export function LayerList({ kind, none }: Props) {
  const layers = useExperiment(useShallow(({ experiment }) => experiment.model[kind]))
  const field = schema.model[kind]
  const { label, one, numbers, next } = KINDS[kind]
  const set = (changed: readonly number[]) => setField('model', kind, changed)
  return (
    <>
      {layers.map((value, i) => (
        // A layer is its place: there is nothing else to tell layers apart by.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="layer" key={i}>
          <Dial
            field={field}
            label={`${label} ${i + 1}`}
            name={`${numbers} of ${one} ${i + 1}`}
            value={value}
            onChange={(changed) => set(layers.with(i, changed))}
          />
          <IconButton label={`Remove ${one} ${i + 1}`} onClick={() => set(layers.toSpliced(i, 1))} box={10} size={8} strokes={CROSS} />
        </div>
      ))}
      <div className="layer-line">
        <span>{layers.length === 0 ? none : ''}</span>
        <button
          type="button"
          className="link-button"
          disabled={layers.length >= field.maxLength}
          onClick={() => set([...layers, next(layers.at(-1))])}
        >
          Add {one}
        </button>
      </div>
    </>
  )
}
