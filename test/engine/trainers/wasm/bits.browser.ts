import { expect, test } from 'vitest'
import bits from './bits.json' with { type: 'json' }
import { bitsOf, TASKS } from './receipts.ts'

test.each(Object.entries(TASKS))('in a browser, %s becomes the bits that it has in Node', async (name, task) => {
  expect(await bitsOf(task)).toBe(bits[name as keyof typeof bits])
})
