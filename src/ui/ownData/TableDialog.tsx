import { Dialog } from '@base-ui/react/dialog'
import { useMemo, useRef } from 'react'
import type { TableChoices } from '../../data/readers/table/choices.ts'
import type { Survey } from '../../data/readers/table/columns.ts'
import { choicesOf, planOf } from '../../data/readers/table/plan.ts'
import { countText } from '../../experiment/text.ts'
import { client } from '../../store/start.ts'
import { chooseColumns, closeTable, useTable } from '../../store/table.ts'
import { popups } from '../popups.ts'
import { ColumnTable } from './ColumnTable.tsx'
import { LayoutChoices } from './LayoutChoices.tsx'
import { SampleChoice } from './SampleChoice.tsx'
import { droppedTexts, planText } from './words.ts'
import './table.css'

/** What becomes of a table that was dropped: first its columns are chosen, then it is trained on. */
export function TableDialog() {
  const survey = useTable((table) => table.survey)
  const choices = useTable((table) => table.choices)
  const title = useRef<HTMLHeadingElement>(null)
  return (
    <Dialog.Root open={survey !== null} onOpenChange={(open) => !open && closeTable()}>
      <Dialog.Portal container={popups}>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup own-table" initialFocus={title}>
          <Dialog.Title ref={title} tabIndex={-1} className="popup-title">
            {survey?.name}
          </Dialog.Title>
          {survey && <Choices survey={survey} choices={choices} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Choices({ survey, choices }: { readonly survey: Survey; readonly choices: TableChoices }) {
  const fault = useTable((table) => table.fault)
  const isReading = useTable((table) => table.isReading)
  const plan = useMemo(() => planOf(survey, choices), [survey, choices])
  const faults = [...plan.faults, ...(fault && !plan.faults.some((one) => fault.includes(one)) ? [fault] : [])]
  return (
    <>
      <Dialog.Description className="popup-text">
        {countText(survey.rows, 'row')} of {countText(survey.columns.length, 'column')}. Say which one is the label, the class to be learned, and what the others are: numbers, categories with an input for each value, or nothing.
      </Dialog.Description>
      <LayoutChoices layout={survey.layout} choices={choices} onLook={(next) => client.lookAtTable(next)} />
      <ColumnTable survey={survey} plan={plan} choices={choices} onChoose={chooseColumns} />
      <SampleChoice plan={plan} choices={choices} onChoose={chooseColumns} />
      <output className="outcome">
        {faults.length > 0 ? faults.map((one) => <p key={one} className="fault">{one}</p>) : <p>{planText(survey, plan)}</p>}
        {droppedTexts(survey, plan).map((one) => (
          <p key={one} className="dropped">
            {one}
          </p>
        ))}
      </output>
      <div className="own-table-end">
        <button type="button" className="button primary" disabled={plan.faults.length > 0 || isReading} onClick={() => client.takeTable(choicesOf(plan, survey))}>
          {isReading ? 'Reading…' : 'Use this table'}
        </button>
        <Dialog.Close className="button">Cancel</Dialog.Close>
      </div>
    </>
  )
}
