import { type Experiment, type Field, schema } from '../../experiment/index.ts'
import { type Group, setField, useExperiment } from '../../store/experiment.ts'
import { Choice } from './Choice.tsx'
import { Dial } from './Dial.tsx'

type NameOf<G extends Group> = keyof Experiment[G] & string

interface Props<G extends Group> {
  readonly group: G
  readonly name: NameOf<G>
  /** Bounds that the field has here, narrower than the schema's. */
  readonly bounds?: readonly [number, number]
}

/** Seeds are drawn, not dialled: a slider over two billion helps nobody. */
const WITHOUT_SLIDER = new Set<Field>([schema.data.seed, schema.training.seed])

/** The control of one field of the experiment, as its schema describes it; hears of that field alone. */
export function FieldDial<G extends Group>({ group, name, bounds }: Props<G>) {
  const field: Field = (schema[group] as unknown as Record<NameOf<G>, Field>)[name]
  const value = useExperiment(({ experiment }) => experiment[group][name])
  const set = (next: unknown) => setField(group, name, next as Experiment[G][NameOf<G>])
  if (field.kind === 'choice') {
    const { label, help, options } = field
    return <Choice label={label} help={help} options={options} value={value as string} onChange={set} />
  }
  if (field.kind === 'text') return null
  const bounded = bounds ? { ...field, min: bounds[0], max: bounds[1] } : field
  // What the dataset makes of a number beyond its bounds.
  const shown = bounds ? Math.min(Math.max(value as number, bounds[0]), bounds[1]) : (value as number)
  return <Dial field={bounded} value={shown} onChange={set} slider={!WITHOUT_SLIDER.has(field)} />
}
