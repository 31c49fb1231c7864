import { type Column, MANY, MAX_INPUTS, type Survey } from '../../data/readers/table/columns.ts'
import type { Plan, PlannedColumn } from '../../data/readers/table/plan.ts'
import { listText } from '../../data/text.ts'
import { countText, numberText } from '../../experiment/text.ts'

const MOST_NAMED = 5

/** The first of many names: “a, b, c and 4 more”. */
function someText(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, MOST_NAMED)
  return count > shown.length ? `${shown.join(', ')} and ${(count - shown.length).toLocaleString('en')} more` : listText(shown)
}

/** What a column holds: “4.3 to 7.9”, “3 values: no, perhaps and yes”, and how often nothing. */
export function holdsText({ missing, numbers, words, min, max, distinct, values }: Column, { role }: PlannedColumn): string {
  const isNumber = numbers > 0 && (role === 'number' || (role === 'out' && numbers > words))
  const what = isNumber
    ? `${numberText(min)} to ${numberText(max)}${words > 0 ? `, ${countText(words, 'cell')} of words` : ''}`
    : distinct === 0
      ? ''
      : distinct === MANY
        ? `over ${MAX_INPUTS} values`
        : `${countText(distinct, 'value')}${values ? `: ${someText(values.map(([value]) => value))}` : ''}`
  return [what, missing > 0 ? `${missing.toLocaleString('en')} missing` : ''].filter(Boolean).join('; ')
}

/** What there will be to train on: classes, inputs, rows. */
export function planText(survey: Survey, plan: Plan): string {
  const { label, inputs, rows, atMost, sample } = plan
  const ofLabel = label === null ? null : survey.columns[label]
  // How many of each class are left where rows are left out is known only once they are read.
  const isWhole = rows === survey.rows && sample === undefined
  const named = ofLabel?.values?.map(([value, count]) => (isWhole ? `${value}: ${count.toLocaleString('en')}` : value))
  const classes = named ? `${countText(named.length, 'class', 'classes')} (${someText(named)}), ` : ''
  const taken = sample === undefined || sample >= atMost ? `${atMost > rows ? 'at least ' : ''}${countText(rows, 'row')}` : `${countText(sample, 'row')} of ${rows.toLocaleString('en')}`
  return `${classes}${countText(inputs, 'input')}${inputs === 2 ? ', drawn as points' : ''}, ${taken}.`
}

/** Which rows are left out and why, a sentence for each reason. */
export function droppedTexts({ columns, rows, ragged, others }: Survey, plan: Plan): string[] {
  const said: string[] = []
  const lacking = plan.columns.flatMap((column, i) => (column.lacking > 0 ? [{ name: columns[i].name, count: column.lacking }] : []))
  const left = rows - plan.rows
  if (left > 0 && lacking.length > 0) {
    const where = lacking.sort((a, b) => b.count - a.count).map(({ name, count }) => `“${name}” ${count.toLocaleString('en')}`)
    said.push(`${others > 0 ? 'At most ' : ''}${countText(left, 'row')} ${left === 1 ? 'lacks' : 'lack'} a value that is used and ${left === 1 ? 'is' : 'are'} left out (${someText(where)}).`)
  }
  if (ragged.count > 0) {
    const { count, row, cells } = ragged
    said.push(`${countText(count, 'row')} ${count === 1 ? 'has' : 'have'} another number of cells than the first and ${count === 1 ? 'is' : 'are'} left out: row ${row.toLocaleString('en')} has ${cells}, not ${columns.length}.`)
  }
  return said
}
