import fc from 'fast-check'
import { nearest } from '../../../src/store/history.ts'
import { describe, expect, test } from 'vitest'
import type { Curve } from '../../../src/ui/plot/curves.ts'
import { pickFrames, tableFrames } from '../../../src/ui/plot/sample.ts'

const curve = (values: number[]): Curve => ({ mean: values, low: values, high: values })

/** Steps of frames, ascending from 0, unevenly far apart. */
const frames = fc
  .array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 1024 })
  .map((gaps) => gaps.reduce<number[]>((steps, gap) => [...steps, steps[steps.length - 1] + gap], [0]))

function ascending(list: readonly number[]): boolean {
  return list.every((frame, i) => i === 0 || frame > list[i - 1])
}

describe('pickFrames', () => {
  test('keeps first and last, in order, and never more than asked for', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 4, max: 300 }), (steps, most) => {
        const picked = pickFrames(steps, [curve(steps.map((step) => Math.sin(step)))], most)
        expect(picked.length).toBeLessThanOrEqual(most)
        expect(ascending(picked)).toBe(true)
        expect(picked[0]).toBe(0)
        expect(picked[picked.length - 1]).toBe(steps.length - 1)
      }),
      { numRuns: 50 },
    )
  })

  test('keeps a lone spike of any line', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => 10 * i)
    for (const at of [3, 500, 997]) {
      const flat = steps.map(() => 1)
      const spike = flat.with(at, 2)
      expect(pickFrames(steps, [curve(flat), curve(spike)])).toContain(at)
    }
  })

  test('a line that is not a number does not hide the others', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => i)
    const spike = steps.map(() => 1).with(321, 9)
    expect(pickFrames(steps, [curve(steps.map(() => NaN)), curve(spike)])).toContain(321)
  })

  test('what is drawn already stays while the line grows, until the buckets double', () => {
    const steps = Array.from({ length: 700 }, (_, i) => 8 * i)
    const values = steps.map((step) => Math.sin(step * step))
    const drawn = (count: number) =>
      pickFrames(steps.slice(0, count), [curve(values.slice(0, count))]).map((frame) => steps[frame])
    const before = drawn(620)
    const settled = before.slice(0, -4)
    expect(drawn(640).slice(0, settled.length)).toEqual(settled)
  })
})

describe('tableFrames', () => {
  test('lists at most as many as asked for, newest first, with the last', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 4, max: 50 }), (steps, most) => {
        const listed = tableFrames(steps, most)
        expect(listed.length).toBeLessThanOrEqual(most)
        expect(listed[0]).toBe(steps.length - 1)
        expect(ascending(listed.toReversed())).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('prefers round steps', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => 2 * i)
    expect(tableFrames(steps).slice(0, 3).map((frame) => steps[frame])).toEqual([1998, 1950, 1900])
  })
})

describe('nearestFrame', () => {
  test('agrees with looking at every frame', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: -10, max: 300_000 }), (steps, step) => {
        const distance = Math.min(...steps.map((other) => Math.abs(other - step)))
        expect(Math.abs(steps[nearest(steps, step)] - step)).toBe(distance)
      }),
      { numRuns: 50 },
    )
  })

  test('of nothing is −1', () => expect(nearest([], 3)).toBe(-1))
})
