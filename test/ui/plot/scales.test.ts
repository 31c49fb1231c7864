import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { axisBetween, axisUpTo, logAxis, logTicks, mirroredLogAxis, niceAxis, stepAxis } from '../../../src/ui/plot/axis.ts'
import { panelAt, panelAxis, panelStart, panelTick } from '../../../src/ui/charts/panels.ts'
import { along } from '../../../src/ui/plot/scales.ts'
import { pointsBetween } from '../../../src/ui/plot/zoom.ts'

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true })

describe('along an axis', () => {
  test('values and shares are each other’s inverse, from 0 at the start to 1 at the end', () => {
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        for (const axis of [niceAxis(-a, b), logAxis(Math.min(a, b), Math.max(a, b)), mirroredLogAxis(a, b)]) {
          const { share: shareOf, value } = along(axis)
          expect(shareOf(value(share))).toBeCloseTo(share, 6)
          expect(axis.domain.map(shareOf)).toEqual([expect.closeTo(0, 9), expect.closeTo(1, 9)])
        }
      }),
    )
  })

  test('without width has a place for everything, and ticks', () => {
    for (const axis of [axisUpTo(0), axisBetween(3, 3), axisBetween(0.1, 0.1), stepAxis([0, 0]), stepAxis([5, 5]), niceAxis(2, 2), niceAxis(0, 0), { domain: [4, 4], ticks: [], scale: 'log' } as const]) {
      const { share } = along(axis)
      for (const at of [...axis.domain, ...axis.ticks]) expect(Number.isFinite(share(at))).toBe(true)
    }
  })

  test('a decade is as long as any other', () => {
    const { share } = along({ domain: [0.01, 100], scale: 'log' })
    expect([0.01, 0.1, 1, 10, 100].map(share)).toEqual([0, 0.25, 0.5, 0.75, 1].map((at) => expect.closeTo(at, 12)))
  })

  test('a logarithm with zero: log(1 + v), by hand for 0, 9, 99', () => {
    const { share } = along({ domain: [0, 99], scale: 'log1p' })
    expect([0, 9, 99].map(share)).toEqual([0, 0.5, 1].map((at) => expect.closeTo(at, 12)))
    expect(along({ domain: [-9, 99], scale: 'log1p' }).share(0)).toBeCloseTo(1 / 3, 12)
  })
})

describe('logarithmic axes', () => {
  // By hand.
  test.each([
    [0.3, 1.2, [0.2, 0.5, 1, 2]],
    [0.02, 0.02, [0.02, 0.05]],
    [2e-4, 1.7, [1e-3, 1e-2, 0.1, 1]],
  ])('%d to %d has ticks %j', (low, high, ticks) => {
    expect(logAxis(low, high).ticks).toEqual(ticks)
    expect(logAxis(low, high).domain[0]).toBeLessThanOrEqual(low)
    expect(logAxis(low, high).domain[1]).toBeGreaterThanOrEqual(high)
  })

  test('any range has 2 to 8 ticks, ascending, all within it', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const { ticks, domain } = logAxis(Math.min(a, b), Math.max(a, b))
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks).toEqual(ticks.toSorted((x, y) => x - y))
        expect(ticks[0]).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-9))
        expect(ticks.at(-1)).toBeLessThanOrEqual(domain[1] * (1 + 1e-9))
      }),
    )
  })

  test('steps: zero, then powers of ten', () => {
    expect(stepAxis([0, 2000], 'log')).toEqual({ domain: [0, 2000], ticks: [0, 1, 10, 100, 1000], scale: 'log1p' })
    expect(logTicks(15, 120)).toEqual([20, 50, 100])
    expect(logTicks(0, 10)).toEqual([0, 1, 2, 5, 10])
  })

  test('counts to either side of zero', () => {
    expect(mirroredLogAxis(3, 60)).toEqual({ domain: [-5, 100], ticks: [-1, 0, 1, 10, 100], scale: 'log1p' })
    expect(mirroredLogAxis(80, 900).ticks).toEqual([-100, -10, -1, 0, 1, 10, 100, 1000])
  })

  test('a range that is zoomed to keeps its ends and has round ticks between', () => {
    expect(axisBetween(130, 570)).toEqual({ domain: [130, 570], ticks: [200, 400] })
  })
})

describe('panels', () => {
  test('each runs from 0 to 1 in its place', () => {
    for (const panels of [1, 2, 3, 6]) {
      const { domain, ticks } = panelAxis(panels)
      expect(domain[1]).toBeCloseTo(panelStart(panels - 1) + 1, 12)
      expect(ticks.map(panelTick).filter((text) => text === '0')).toHaveLength(panels)
      expect(ticks.map(panelTick).filter((text) => text === '1')).toHaveLength(panels)
    }
    expect(panelAt(panelStart(4) + 0.25)).toBeCloseTo(0.25, 12)
  })
})

test('a zoom keeps one point on either side', () => {
  const steps = [0, 10, 20, 30, 40, 50]
  const curve = { mean: steps, low: steps, high: steps }
  const between = (from: number, to: number) => pointsBetween({ steps, arms: [curve] }, [from, to])
  expect(between(15, 35).steps).toEqual([10, 20, 30, 40])
  expect(between(15, 35).arms[0].high).toEqual([10, 20, 30, 40])
  expect(between(0, 50).steps).toEqual(steps)
  expect(between(60, 90).steps).toEqual([50])
})
