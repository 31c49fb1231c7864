import { describe, expect, test } from 'vitest'
import { MapMaker } from '../../../src/engine/session/maps.ts'
import { Session } from '../../../src/engine/session/session.ts'
import type { Maps, Report } from '../../../src/engine/protocol.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { denseNetwork, networkOf } from '../../../src/network/network.ts'
import { conv, dense } from '../trainers/conv.ts'

describe('the maps of an example', () => {
  // By hand: two filters on 2 × 2, the first the middle cell, the second minus the right-hand neighbour and 1 more.
  test('are what stands behind each convolutional layer, activated and pooled', () => {
    const network = networkOf([2, 2, 1], 'relu', [conv(2), conv(1, { size: 1, pooled: true }), dense(2)])
    const parameters = new Float32Array(network.parameters)
    const [middle, right] = [4, 5]
    parameters[2 * middle] = 1
    parameters[2 * right + 1] = -1
    parameters[2 * 9 + 1] = 1
    const second = network.layers[1].blocks[0].at
    parameters.set([1, 10], second)
    const maker = new MapMaker(network)
    expect(maker.shapes).toEqual({ shapes: [[2, 2, 2], [1, 1, 1]], filterShape: [3, 3, 1, 2] })
    const { layers, filters } = maker.maps(Float32Array.of(3, 0.5, -2, 0.25), parameters)
    // max(0, x), and max(0, 1 − right neighbour), which beyond the border is 0.
    expect([...layers[0]]).toEqual([3, 0.5, 0.5, 1, 0, 0.75, 0.25, 1])
    expect([...layers[1]]).toEqual([Math.max(3 + 5, 0.5 + 10, 0 + 7.5, 0.25 + 10)])
    expect(filters).toEqual(parameters.slice(0, 18))
  })

  test('there are none of dense layers', () => expect(new MapMaker(denseNetwork([2, 3], 'tanh')).shapes).toBeNull())
})

test('a session tells them of the arms that are looked at, at the kept step next to the moment, while they are', async () => {
  const told: Maps[] = []
  const experiment = decodeLink('v=1&engine=reference&data=digits&classes=2&samples=50&conv=2&hidden=none&batch=4&arms=3&arm2.eps=3&repeats=2').experiment
  const session = new Session(1, experiment, { repeat: 1, confusion: false }, new Engines(), (report: Report) => {
    if (report.type === 'maps') told.push(report.maps)
    if (report.type === 'frame') queueMicrotask(() => session.acknowledge())
  })
  await session.open(null)
  const trained = async (until: number) => {
    session.train(until)
    await expect.poll(() => told.at(-1)?.step, { timeout: 20_000 }).toBe(until)
  }
  session.look({ arms: [0, 2, 7], moment: null })
  expect(told).toEqual([])
  session.track({ split: 'test', index: 3 })
  expect(told).toHaveLength(1)
  const [first] = told
  expect(first).toMatchObject({ example: { split: 'test', index: 3 }, step: 0, repeat: 1, shapes: [[14, 14, 2]], filterShape: [3, 3, 1, 2] })
  expect(first.arms.map(({ arm }) => arm)).toEqual([0, 2])
  // All arms of a repeat begin alike, and part.
  expect(first.arms[0].layers).toEqual(first.arms[1].layers)
  await trained(3)
  const last = told.at(-1)
  expect(last?.arms[0].filters).not.toEqual(last?.arms[1].filters)
  expect(last?.arms[0].layers).not.toEqual(first.arms[0].layers)
  session.look({ arms: [0, 2], moment: 1 })
  expect(told.at(-1)?.step).toBeLessThan(3)
  session.look(null)
  const count = told.length
  session.track({ split: 'test', index: 0 })
  expect(told).toHaveLength(count)
  await session.close()
}, 60_000)
