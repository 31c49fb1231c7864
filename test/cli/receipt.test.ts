import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Order, run } from '../../src/cli/run.ts'
import { ARITHMETIC, checkReceipt, receiptOf } from '../../src/experiment/receipt.ts'

/**
 * Links, and the receipts that they have had since version 1 of the arithmetic. Nothing is ever changed here: where the
 * arithmetic has to come to other bits, it gets another version, and other links.
 */
const FROZEN = Object.entries(JSON.parse(readFileSync(new URL('./receipts.json', import.meta.url), 'utf8')) as Record<string, string>)

const order = (link: string, rest: Partial<Order> = {}): Order => ({ link, version: '0', steps: null, engine: null, format: 'json', curves: false, receipt: false, anyData: false, ...rest })
const trained = (link: string, rest?: Partial<Order>) => run(order(link, rest), () => {})

describe('a receipt', () => {
  it.each(FROZEN)('%s is reproduced bit for bit', async (link, sum) => {
    const { fault, notices, receipt } = await trained(`${link}&sum=${sum}`, { receipt: true })
    expect(fault).toBeNull()
    expect(notices).toEqual(['Reproduced bit for bit.'])
    expect(receipt).toContain(`&sum=${sum}`)
  })

  it('is not that of edited settings, of another engine, of another version, or where it is damaged', async () => {
    const [[link, sum]] = FROZEN
    for (const [edited, says] of [
      [`${link}&lr=0.02&sum=${sum}`, /The settings in the link were edited/],
      [`${link.replace('engine=wasm', 'engine=reference')}&sum=${sum}`, /a receipt is of the portable engine/],
      [`${link}&sum=${ARITHMETIC + 1}${sum.slice(1)}`, /is of version 2 of the portable engine’s arithmetic, and this one has version 1/],
      [`${link}&sum=${sum.slice(0, -1)}`, /is damaged/],
    ] as const) {
      const { fault, notices } = await trained(edited)
      expect(fault).toBe('its receipt is not that of what was trained.')
      expect(notices.join(' ')).toMatch(says)
    }
  })

  it('hangs on every bit of a number, and on none of what is no number', () => {
    const numbers = Float32Array.of(1, 2, NaN, 0)
    const other = new Float32Array(numbers)
    new Uint32Array(other.buffer)[2] ^= 1
    expect(receiptOf(other)).toBe(receiptOf(numbers))
    new Uint32Array(other.buffer)[1] ^= 1
    expect(receiptOf(other)).not.toBe(receiptOf(numbers))
    expect(checkReceipt(receiptOf(numbers), numbers)).toEqual({ isSame: true, text: 'Reproduced bit for bit.' })
    expect(checkReceipt(receiptOf(numbers), null).isSame).toBe(false)
  })

  it('is of a whole training on the portable engine', async () => {
    expect((await trained('v=1&engine=reference&data=moons&samples=100&hidden=4&steps=5', { receipt: true })).fault).toMatch(/a receipt is of a training that is whole, on the portable engine/)
  })
})
