import { type Column, MAX_CLASSES, MAX_INPUTS, type Role, type Survey } from './columns.ts'

/** A column with more values is hardly one of categories. */
const MOST_CATEGORIES = 30
/** A column that is missing in more rows costs too many of them. */
const MOST_MISSING = 0.4
/** Numbers with a word among them now and then are numbers. */
const MOSTLY_NUMBERS = 0.95

const LABEL_NAMES = /^(label|labels|class|classes|target|y|outcome|species|variety|category|diagnosis|survived|type|result|quality)$/

/**
 * The column that is likely the classes: one that is called so, else the last or the first, else any, of those with 2 to
 * 100 values that are words or whole numbers and come more than once. Null where there is none.
 */
export function proposedLabel({ columns, rows }: Survey): number | null {
  const able = [...columns.keys()].filter((i) => canBeLabel(columns[i], rows))
  const last = columns.length - 1
  const names = columns.map(({ name }) => name.replaceAll(/[^\p{L}]/gu, '').toLowerCase())
  // Beside an x it is a coordinate.
  const isPlane = columns.some(({ name }) => name.toLowerCase() === 'x')
  const named = able.filter((i) => LABEL_NAMES.test(names[i]) && !(isPlane && names[i] === 'y'))
  return named[0] ?? [last, 0].find((i) => able.includes(i)) ?? able.find((i) => columns[i].words > 0) ?? able[0] ?? null
}

function canBeLabel({ distinct, values, numbers, isCount }: Column, rows: number): boolean {
  if (!values || distinct < 2 || distinct > MAX_CLASSES || distinct > Math.max(2, rows / 2) || isCount) return false
  return numbers === 0 || values.every(([value]) => !/\d[.,]\d*[1-9]/.test(value))
}

/** What each column is likely: the reader's proposal, with why one is left out. */
export function proposedRoles({ columns, rows }: Survey, label: number | null): { readonly role: Role; readonly why?: string }[] {
  let inputs = 0
  return columns.map((column, i) => {
    if (i === label) return { role: 'label' }
    const { role, why } = proposedRole(column, rows)
    const more = role === 'number' ? 1 : role === 'category' ? column.distinct : 0
    if (inputs + more > MAX_INPUTS) return { role: 'out', why: `over ${MAX_INPUTS} inputs` }
    inputs += more
    return { role, ...(why && { why }) }
  })
}

function proposedRole({ missing, numbers, words, distinct, values, isCount }: Column, rows: number): { readonly role: Role; readonly why?: string } {
  const present = numbers + words
  if (present === 0) return { role: 'out', why: 'empty' }
  if (distinct === 1) return { role: 'out', why: `“${values?.[0][0]}” in every row` }
  if (missing > MOST_MISSING * rows) return { role: 'out', why: `missing in ${Math.round((100 * missing) / rows)}% of the rows` }
  if (isCount && rows > 4) return { role: 'out', why: 'counts the rows' }
  if (numbers >= MOSTLY_NUMBERS * present) return { role: 'number' }
  if (distinct > MOST_CATEGORIES || 2 * distinct > rows) return { role: 'out', why: 'many values for a category' }
  return { role: 'category' }
}
