import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readColumns, writeColumns } from '../../../../src/data/readers/table/choices.ts'
import { anyColumns } from '../../../experiment/arbitrary.ts'

it('writes choices as they are read', () => {
  fc.assert(fc.property(anyColumns, (choices) => void expect(readColumns(writeColumns(choices))).toEqual({ choices, faults: [] })))
})

it('writes a few words', () => {
  const inputs = { number: [0, 1, 2, 6], category: [3] }
  expect(writeColumns({ label: 4, inputs, header: false, sample: 1000 })).toBe('label:5,number:1-3,7,category:4,header:no,sample:1000')
  expect(writeColumns({})).toBe('')
  expect(writeColumns({ inputs: { number: [], category: [] } })).toBe('number:none')
})

it.each([
  ['label: 2, number: 1 , 3-4', { label: 1, inputs: { number: [0, 2, 3], category: [] } }],
  ['number:3,1,3-2', { inputs: { number: [0, 2], category: [] } }],
  ['label:1,number:1-3,category:2', { label: 0, inputs: { number: [2], category: [1] } }],
  ['sample:5', { sample: 10 }],
  ['sample:999999999', { sample: 200_000 }],
])('reads “%s”', (text, choices) => expect(readColumns(text).choices).toEqual(choices))

it('says what it cannot read, and reads the rest', () => {
  fc.assert(
    fc.property(fc.string(), (noise) => {
      const { choices, faults } = readColumns(`label:2,?:${noise.replaceAll(',', '')}`)
      expect([choices, faults.length]).toEqual([{ label: 1 }, 1])
    }),
  )
  expect(readColumns('label:0,number:2001,1-,separator:toString,header:1,decimal:x,sample:-1').faults).toHaveLength(7)
})
