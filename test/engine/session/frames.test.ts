import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restAfter } from '../../../src/engine/session/frames.ts'

test('frames leave half of the time to training, and there are two a second where they are no longer than a quarter of one', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 5000, noNaN: true }), fc.constantFrom(100, 170), (framing, period) => {
      const rest = restAfter(framing, period)
      expect(rest).toBeGreaterThanOrEqual(framing - 1e-9)
      expect(rest + framing).toBeLessThanOrEqual(Math.max(500, 2 * framing + 1e-9))
      expect(rest + framing).toBeGreaterThanOrEqual(period - 1e-9)
    }),
  )
})
