import { countText, listText } from '../../text.ts'
import { MAX_COLUMNS, MAX_ROWS, type TableChoices } from './choices.ts'
import { type Column, MANY, MAX_CLASSES, MAX_INPUTS, MISSING, NUMBER, type Role, type Survey } from './columns.ts'
import { proposedLabel, proposedRoles } from './proposal.ts'

/** As many numbers as examples may have together: 200 MB. */
const MAX_NUMBERS = 50_000_000

/** What becomes of a column. */
export interface PlannedColumn {
  readonly role: Role
  /** How many inputs it is. */
  readonly inputs: number
  /** Rows that are left out because of it. */
  readonly lacking: number
  /** Why it is proposed to be left out, or what else should be known of it. */
  readonly why?: string
}

/** What becomes of a table. */
export interface Plan {
  readonly columns: readonly PlannedColumn[]
  readonly label: number | null
  readonly inputs: number
  /** Rows that have all that is used of them; at least so many where `atMost` says more. */
  readonly rows: number
  readonly atMost: number
  /** As many rows can be trained on. */
  readonly mostRows: number
  readonly sample?: number
  /** Why nothing can be trained on it as it is, in sentences. */
  readonly faults: readonly string[]
}

/** What becomes of a table with these choices, and with what is proposed where nothing was chosen. */
export function planOf(survey: Survey, choices: TableChoices): Plan {
  const { columns: found } = survey
  const faults = unknownColumns(survey, choices)
  const label = choices.label !== undefined && choices.label < found.length ? choices.label : proposedLabel(survey)
  const proposed = proposedRoles(survey, label)
  const roles = choices.inputs ? chosenRoles(found.length, label, choices.inputs) : proposed.map(({ role }) => role)
  const columns = found.map((column, i): PlannedColumn => {
    const role = roles[i]
    const { why } = proposed[i]
    return { role, inputs: inputsOf(column, role), lacking: lackingIn(column, role), ...(role !== 'label' && why && { why }) }
  })
  const inputs = columns.reduce((sum, one) => sum + one.inputs, 0)
  const rows = rowsWith(survey, roles)
  const atMost = rows + survey.others
  const mostRows = Math.min(MAX_ROWS, Math.floor(MAX_NUMBERS / Math.max(1, inputs)))
  const plan = { columns, label, inputs, rows, atMost, mostRows, ...(choices.sample !== undefined && { sample: Math.min(choices.sample, mostRows) }) }
  return { ...plan, faults: [...faults, ...faultsOf(survey, plan)] }
}

/** The choices that make this plan, each said, so that it is the same whatever is proposed; none where it is what is. */
export function choicesOf(plan: Plan, survey: Survey): TableChoices {
  const { columns, label, sample } = plan
  const { layout, proposed } = survey
  const usual = planOf(survey, {})
  const isUsual = columns.every(({ role }, i) => role === usual.columns[i].role)
  return {
    ...(!isUsual && rolesAsChoices(columns.map(({ role }) => role), label)),
    ...(layout.header !== proposed.header && { header: layout.header }),
    ...(layout.separator !== proposed.separator && { separator: layout.separator }),
    ...(layout.decimal !== proposed.decimal && { decimal: layout.decimal }),
    ...(sample !== undefined && { sample }),
  }
}

/** Choices that make one column another thing. What becomes the label takes it from the one that was. */
export function withRole(survey: Survey, choices: TableChoices, column: number, role: Role): TableChoices {
  const plan = planOf(survey, choices)
  const label = role === 'label' ? column : plan.label
  const proposed = proposedRoles(survey, label)
  const roles = plan.columns.map((one, i) => (i === column ? role : one.role === 'label' && i !== label ? proposed[i].role : one.role))
  return { ...choices, ...rolesAsChoices(roles, label) }
}

function rolesAsChoices(roles: readonly Role[], label: number | null): TableChoices {
  const of = (role: Role) => roles.flatMap((one, i) => (one === role ? [i] : []))
  return { ...(label !== null && { label }), inputs: { number: of('number'), category: of('category') } }
}

function chosenRoles(count: number, label: number | null, { number, category }: NonNullable<TableChoices['inputs']>): Role[] {
  const roles = Array.from({ length: count }, (): Role => 'out')
  for (const i of number) if (i < count) roles[i] = 'number'
  for (const i of category) if (i < count) roles[i] = 'category'
  if (label !== null) roles[label] = 'label'
  return roles
}

function inputsOf({ distinct }: Column, role: Role): number {
  return role === 'number' ? 1 : role === 'category' ? distinct : 0
}

function lackingIn({ missing, words }: Column, role: Role): number {
  return role === 'out' ? 0 : role === 'number' ? missing + words : missing
}

/** How many rows have a number in every column of numbers, and any value in the others that are used. */
function rowsWith({ usual, patterns }: Survey, roles: readonly Role[]): number {
  const isLacking = (i: number, kind: number) => (roles[i] === 'number' ? kind !== NUMBER : roles[i] !== 'out' && kind === MISSING)
  const usually = new Set([...usual.keys()].filter((i) => isLacking(i, usual[i])))
  let rows = 0
  for (const { differs, count } of patterns) {
    const mended = differs.filter((code) => usually.has(Math.floor(code / 3))).length
    if (mended === usually.size && differs.every((code) => !isLacking(Math.floor(code / 3), code % 3))) rows += count
  }
  return rows
}

function unknownColumns({ name, columns }: Survey, { label, inputs }: TableChoices): string[] {
  const beyond = [label ?? 0, ...(inputs?.number ?? []), ...(inputs?.category ?? [])].filter((i) => i >= columns.length)
  if (beyond.length === 0) return []
  const most = Math.min(MAX_COLUMNS, Math.max(...beyond) + 1)
  return [`The choice of columns names column ${most}, but ${name} has ${columns.length}: it was made for another file.`]
}

function faultsOf(survey: Survey, plan: Omit<Plan, 'faults'>): string[] {
  const { name, columns } = survey
  const { label, inputs, atMost, mostRows, sample } = plan
  const faults: string[] = []
  if (label === null) faults.push(`No column of ${name} has from 2 to ${MAX_CLASSES} different values, which could be classes. Choose one as the label.`)
  else {
    const { name: of, distinct, values } = columns[label]
    if (distinct === 0) faults.push(`“${of}” is empty and cannot be the label.`)
    else if (distinct === 1) faults.push(`“${of}” is “${values?.[0][0]}” in every row: that is one class only. At least two are needed.`)
    else if (distinct > MAX_CLASSES) faults.push(`“${of}” has ${distinct === MANY ? 'over 784' : distinct} different values. At most ${MAX_CLASSES} classes can be used: choose another column as the label.`)
  }
  if (inputs === 0) faults.push('No column is an input. At least one has to be.')
  if (inputs > MAX_INPUTS) {
    const categories = plan.columns.flatMap((column, i) => (column.role === 'category' ? [{ ...column, name: columns[i].name }] : []))
    const largest = categories.sort((a, b) => b.inputs - a.inputs).slice(0, 2).map(({ name, inputs }) => `“${name}” alone is ${inputs === MANY ? 'over 784' : inputs}`)
    const detail = largest.length > 0 ? ` (${listText(largest)})` : ''
    faults.push(`These would be ${inputs.toLocaleString('en')} inputs${detail}. At most ${MAX_INPUTS} can be used: leave columns out.`)
  }
  if (faults.length > 0) return faults
  if (atMost < 4) {
    const worst = plan.columns.flatMap(({ lacking }, i) => (lacking > 0 ? [{ lacking, name: columns[i].name }] : [])).sort((a, b) => b.lacking - a.lacking)
    const without = worst.slice(0, 3).map((one) => `“${one.name}” in ${countText(one.lacking, 'row')}`)
    const why = without.length > 0 ? ` Values are missing: ${listText(without)}. Leave such columns out.` : ''
    return [`${atMost === 0 ? 'No row is' : `${countText(atMost, 'row')} ${atMost === 1 ? 'is' : 'are'}`} left to train on; at least four are needed.${why}`]
  }
  if (sample === undefined && atMost > mostRows) {
    const each = mostRows < MAX_ROWS ? ` of ${countText(inputs, 'input')}` : ''
    return [`${countText(atMost, 'row')}${each} are more than can be used: at most ${mostRows.toLocaleString('en')}. Take a sample of them.`]
  }
  return []
}
