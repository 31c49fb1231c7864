import { describe, expect, it } from 'vitest'
import { createBatchOrder } from '../../src/data/batches.ts'

function batchesOf(settings: Parameters<typeof createBatchOrder>[0], steps: readonly number[]): number[][] {
  const order = createBatchOrder(settings)
  const out = new Int32Array(settings.batchSize)
  return steps.map((step) => {
    order.batch(step, out)
    return [...out]
  })
}

const settings = { seed: 5, repeat: 2, examples: 23, batchSize: 4 }
const steps = Array.from({ length: 30 }, (_, step) => step)

describe('createBatchOrder', () => {
  it('shows no example twice in an epoch and drops the partial batch', () => {
    const batches = batchesOf(settings, steps)
    for (let epoch = 0; epoch < 6; epoch++) {
      const seen = batches.slice(epoch * 5, epoch * 5 + 5).flat()
      expect(new Set(seen).size).toBe(20)
      expect(seen.every((example) => example >= 0 && example < 23)).toBe(true)
    }
  })

  it('shows every example in every epoch where the batches fit', () => {
    const seen = batchesOf({ ...settings, examples: 20 }, [5, 6, 7, 8, 9]).flat()
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i))
  })

  it('gives a step the same batch in whatever order steps are asked for', () => {
    const forward = batchesOf(settings, steps)
    expect(batchesOf(settings, [...steps].reverse()).reverse()).toEqual(forward)
    expect(batchesOf(settings, [17])[0]).toEqual(forward[17])
  })

  it('has another order for another epoch, repeat or seed', () => {
    const whole = { seed: 5, repeat: 2, examples: 50, batchSize: 50 }
    const orders = [
      ...batchesOf(whole, [0, 1]),
      ...batchesOf({ ...whole, repeat: 3 }, [0]),
      ...batchesOf({ ...whole, seed: 6 }, [0]),
    ]
    expect(new Set(orders.map((order) => order.join())).size).toBe(4)
  })

  it('refuses a batch larger than the data', () => {
    expect(() => createBatchOrder({ ...settings, batchSize: 24 })).toThrow(RangeError)
    expect(batchesOf({ ...settings, batchSize: 23 }, [0])[0].length).toBe(23)
  })
})
