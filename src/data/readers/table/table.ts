import { DataError, type RawData } from '../../dataset.ts'
import { countText, listText } from '../../text.ts'
import type { OpenedFile } from '../open.ts'
import type { Reader } from '../reader.ts'
import { compareNames, isMissing, numberIn } from './cells.ts'
import type { TableChoices } from './choices.ts'
import type { Survey } from './columns.ts'
import { type Plan, planOf } from './plan.ts'
import { loadParser, rowsOf } from './rows.ts'
import { type Surveyed, surveyTable } from './survey.ts'
import { fits } from './tally.ts'

/** Tables as text: CSV, TSV and their like, one at a time. What is no other format is read as one. */
export const tables: Reader = {
  knows: () => false,
  read: (files, choices) => readTable(onlyTable(files), choices),
}

/** The one file of several that a table is read from. */
export function onlyTable(files: readonly OpenedFile[]): OpenedFile {
  const [file, ...others] = files
  if (others.length === 0) return file
  throw new DataError(`${listText(files.map(({ name }) => name))} are ${files.length} files, and none is an IDX or CIFAR file. Of tables one is read at a time: put them together, or choose one.`)
}

/**
 * The data of a table: rows that have all that is used of them, classes the labels that occur in these, inputs in the order
 * of their columns, a category's in that of its values. A number lies between −1 and 1 of its column, so that none loses its
 * digits or its size in float32. Rejects with a DataError that names the file and the fault.
 */
async function readTable(file: OpenedFile, choices: TableChoices): Promise<RawData> {
  const surveyed = await surveyTable(file, choices)
  const { survey } = surveyed
  const plan = planOf(survey, choices)
  if (plan.faults.length > 0) throw new DataError(`${plan.faults[0].includes(file.name) ? '' : `${file.name}: `}${plan.faults[0]}`)
  const filled = await fill(file, surveyed, plan)
  const { sample } = plan
  return { ...classesOf(filled, file.name), dimensions: plan.inputs, features: filled.features, ...(sample !== undefined && { sample }) }
}

interface Filled {
  readonly features: Float32Array
  /** The label of each row, as a place in `names`. */
  readonly labels: Int32Array
  /** In the order in which they came. */
  readonly names: readonly string[]
}

async function fill(file: OpenedFile, { survey, layout }: Surveyed, plan: Plan): Promise<Filled> {
  const { columns } = survey
  const { inputs, atMost, label } = plan
  if (label === null) throw new RangeError('A plan without faults has a label.')
  const writers = writersOf(survey, plan)
  const features = new Float32Array(atMost * inputs)
  const labels = new Int32Array(atMost)
  const places = new Map<string, number>()
  let isHeader = layout.header
  let count = 0
  for await (const rows of rowsOf(file, survey.encoding, layout, await loadParser(file.name))) {
    for (const row of rows) {
      if (isHeader || !fits(row, columns.length)) {
        isHeader = false
        continue
      }
      const name = row[label].trim()
      if (isMissing(name)) continue
      const from = count * inputs
      if (!writers.every((write) => write(row, features, from))) {
        features.fill(0, from, from + inputs)
        continue
      }
      let place = places.get(name)
      if (place === undefined) places.set(name, (place = places.size))
      labels[count++] = place
    }
  }
  const whole = count === atMost
  return { features: whole ? features : features.slice(0, count * inputs), labels: whole ? labels : labels.slice(0, count), names: [...places.keys()] }
}

/** Writes what a column has for a row into its inputs; false where it lacks it. */
type Write = (row: readonly string[], features: Float32Array, from: number) => boolean

function writersOf({ columns, layout: { decimal } }: Survey, plan: Plan): Write[] {
  const writers: Write[] = []
  let at = 0
  for (const [i, { role, inputs }] of plan.columns.entries()) {
    const first = at
    at += inputs
    const { min, max, values } = columns[i]
    if (role === 'number') {
      // Halves first: the sum of two large numbers may be none.
      const middle = min / 2 + max / 2
      const half = max / 2 - min / 2 || 1
      writers.push((row, features, from) => {
        const cell = row[i].trim()
        const value = isMissing(cell) ? NaN : numberIn(cell, decimal)
        features[from + first] = (value - middle) / half
        return !Number.isNaN(value)
      })
    } else if (role === 'category') {
      const places = new Map((values ?? []).map(([value], place) => [value, place]))
      writers.push((row, features, from) => {
        const place = places.get(row[i].trim())
        if (place === undefined) return false
        features[from + first + place] = 1
        return true
      })
    }
  }
  return writers
}

/** The classes in their order: at least two, and one example to test. */
function classesOf({ labels, names }: Filled, file: string): Pick<RawData, 'classes' | 'classNames' | 'labels'> {
  const classNames = [...names].sort(compareNames)
  const counts = names.map(() => 0)
  for (const label of labels) counts[label]++
  const left = `${countText(labels.length, 'row')} that ${labels.length === 1 ? 'has' : 'have'} all values`
  if (names.length < 2) throw new DataError(`${file}: ${names.length === 0 ? 'no row has all values' : `in the ${left}, every label is “${names[0]}”`}. At least two classes are needed; leave out columns with missing values, or choose another label.`)
  if (counts.every((count) => count < 2)) throw new DataError(`${file}: the ${left} hold no class twice, so that nothing would be left to test on.`)
  const places = names.map((name) => classNames.indexOf(name))
  return { classes: names.length, classNames, labels: labels.map((label) => places[label]) }
}
