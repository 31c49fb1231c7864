import type { RawData } from '../../../../src/data/dataset.ts'
import { readFiles, surveyFiles } from '../../../../src/data/readers/readers.ts'
import { planOf } from '../../../../src/data/readers/table/plan.ts'
import { fileOf } from '../../helpers.ts'

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

/** The data of a table, from its text or its bytes. */
export function read(table: string | Uint8Array<ArrayBuffer>, columns = '', name = 'a.csv'): Promise<RawData> {
  return readFiles([fileOf(name, typeof table === 'string' ? bytesOf(table) : table)], { columns })
}

/** What is proposed of a table: what it holds, and what each column is by its name. */
export async function proposed(table: string | Uint8Array<ArrayBuffer>) {
  const survey = await surveyFiles([fileOf('a.csv', typeof table === 'string' ? bytesOf(table) : table)])
  if (!survey) throw new Error('no table')
  const plan = planOf(survey, {})
  return { survey, plan, layout: survey.layout, roles: survey.columns.map(({ name }, i) => `${name}: ${plan.columns[i].role}`) }
}

/** Feature `i` of every row, with the smallest at −1 and the largest at 1 as it is kept. */
export function featureOf({ features, dimensions, labels }: RawData, i: number): number[] {
  return Array.from(labels, (_, row) => features[row * dimensions + i])
}

/** Numbers between −1 and 1, as a column of them is kept. */
export function spread(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return values.map((value) => Math.fround((value - (low / 2 + high / 2)) / (high / 2 - low / 2 || 1)))
}

/** Whole numbers from a linear congruential generator, the same in every run. */
export function lcg(): (below: number) => number {
  let state = 1
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor(state / 65_536) % below
  }
}
