import { MIN_SAMPLE, type TableChoices } from '../../data/readers/table/choices.ts'
import type { Plan } from '../../data/readers/table/plan.ts'
import { integer } from '../../experiment/fields.ts'
import { NumberBox } from '../controls/NumberBox.tsx'

interface Props {
  readonly plan: Plan
  readonly choices: TableChoices
  readonly onChoose: (choices: TableChoices) => void
}

/** Whether only some of the rows are taken, and how many. */
export function SampleChoice({ plan, choices, onChoose }: Props) {
  const most = Math.max(MIN_SAMPLE, Math.min(plan.mostRows, plan.atMost))
  const sample = choices.sample === undefined ? undefined : Math.min(choices.sample, most)
  const field = integer({ key: 'sample', label: 'Rows of the sample', help: '', default: most, min: MIN_SAMPLE, max: most })
  return (
    <div className="sample">
      <label>
        <input type="checkbox" checked={sample !== undefined} onChange={(event) => onChoose({ ...choices, sample: event.target.checked ? most : undefined })} /> Take a
        sample, drawn with the data seed
      </label>
      {sample !== undefined && (
        <span>
          of <NumberBox field={field} value={sample} label={field.label} onChange={(value) => onChoose({ ...choices, sample: value })} /> rows
        </span>
      )}
    </div>
  )
}
