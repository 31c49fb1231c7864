import { integer } from '../../experiment/fields.ts'
import type { NumberField, NumbersField, SweepAxis, SweepField } from '../../experiment/index.ts'
import { MAX_SWEEP_VALUES, sweepables, sweepableOf, sweepValues } from '../../experiment/sweep.ts'
import { readTypedList, writeTypedList } from '../../experiment/typed.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { NumberBox } from '../controls/NumberBox.tsx'
import { TypedBox } from '../controls/TypedBox.tsx'
import { Field } from './Field.tsx'

const GROUPS = [
  { group: 'arm', label: 'Loss' },
  { group: 'optimizer', label: 'Optimizer' },
  { group: 'data', label: 'Data' },
] as const

const COUNT = integer({ key: 'count', label: 'Values', help: 'How many values the number takes.', default: 9, min: 2, max: MAX_SWEEP_VALUES })

const SPACINGS = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
  { value: 'list', label: 'List' },
] as const

interface WhatProps {
  readonly label: string
  readonly value: SweepField | ''
  /** A number that cannot be chosen: it is swept already. */
  readonly without?: SweepField
  /** Said for the choice of no number; without it there has to be one. */
  readonly none?: string
  readonly onChange: (field: SweepField | '') => void
}

/** Which number is swept. */
export function What({ label, value, without, none, onChange }: WhatProps) {
  return (
    <Field label={label}>
      <select className="select" aria-label={label} value={value} onChange={(event) => onChange(event.target.value as SweepField | '')}>
        {none && <option value="">{none}</option>}
        {GROUPS.map(({ group, label }) => (
          <optgroup key={group} label={label}>
            {sweepables
              .filter((of) => of.group === group && of.field !== without)
              .map(({ field, label }) => (
                <option key={field} value={field}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

interface Props {
  readonly axis: SweepAxis
  /** Told apart by it for a screen reader: “second ”, or nothing. */
  readonly which?: string
  readonly onChange: (axis: SweepAxis) => void
}

/** The values that a swept number takes: a range with even or logarithmic spacing, or a list. */
export function Values({ axis, which = '', onChange }: Props) {
  const { field, values } = axis
  const { bounds } = sweepableOf(field)
  const finite: NumberField | NumbersField = bounds.kind === 'number' ? { ...bounds, infinite: false } : bounds
  const isRange = 'from' in values
  const name = (text: string) => (which ? `${text} of the ${which} number` : text)
  const set = (next: SweepAxis['values']) => onChange({ field, values: next })
  const choose = (spacing: (typeof SPACINGS)[number]['value']) => {
    if (spacing === 'list') return set(sweepValues(axis))
    if (isRange) return set({ ...values, spacing })
    const numbers = sweepValues(axis).filter(Number.isFinite)
    set({ from: numbers[0] ?? bounds.min, to: numbers.at(-1) ?? bounds.max, count: Math.max(2, values.length), spacing })
  }
  return (
    <>
      {isRange ? (
        <>
          <Field label="From" narrow>
            <NumberBox label={name('From')} field={finite} value={values.from} onChange={(from) => set({ ...values, from })} />
          </Field>
          <Field label="To" narrow>
            <NumberBox label={name('To')} field={finite} value={values.to} onChange={(to) => set({ ...values, to })} />
          </Field>
          <Field label="Values" narrow>
            <NumberBox label={name('Values')} field={COUNT} value={values.count} onChange={(count) => set({ ...values, count })} />
          </Field>
        </>
      ) : (
        <Field label="Values">
          <TypedBox key={field} className="sweep-list" label={name('Values')} text={writeTypedList(values)} read={(typed) => readTypedList(sweepableOf(field), typed)} onTake={set} />
        </Field>
      )}
      <Field label="Spacing">
        <Segmented label={name('Spacing')} value={isRange ? values.spacing : 'list'} options={SPACINGS} onChange={choose} />
      </Field>
    </>
  )
}
