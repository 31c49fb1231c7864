import { beforeAll, describe, expect, test } from 'vitest'
import { Archive } from '../../src/engine/session/archive.ts'
import type { PointSet } from '../../src/engine/protocol.ts'
import { formatPt } from '../../src/ui/example/formatPt.ts'
import { armLives, votes } from '../../src/ui/example/life.ts'
import { nearestPoint } from '../../src/ui/pictures/nearestPoint.ts'
import { trained } from './trained.ts'

let given: Awaited<ReturnType<typeof trained>>
beforeAll(async () => {
  given = await trained()
})

describe('one example’s life, against the predictions themselves in float64', () => {
  const index = 7
  const life = () => {
    const { dataset, network, repeats, snapshots } = given
    const { features, labels, trueLabels } = dataset.train
    const archive = new Archive(network, repeats)
    for (const snapshot of snapshots) archive.add(snapshot)
    const own = features.subarray(2 * index, 2 * index + 2)
    return archive.life(own, { label: labels[index], trueLabel: trueLabels[index] }, { split: 'train', index })
  }

  test('each line ends at P_t of its run, the thick one at their mean', () => {
    const { predictions, repeats } = given
    const arms = armLives(life(), repeats)
    expect(arms).toHaveLength(2)
    arms.forEach((arm, a) => {
      expect(arm.repeats).toHaveLength(repeats)
      arm.repeats.forEach((line, repeat) => {
        const { softmax, label } = predictions.train[a * repeats + repeat][index]
        expect(line.at(-1)).toBeCloseTo(softmax[label], 6)
        expect(line[0]).not.toBeCloseTo(softmax[label], 3)
      })
      const last = arm.repeats.map((line) => line.at(-1) ?? NaN)
      expect(arm.mean.at(-1)).toBeCloseTo((last[0] + last[1]) / 2, 12)
    })
  })

  test('the votes are what the runs predict', () => {
    const { predictions, repeats } = given
    votes(life(), repeats, 1).forEach((found, arm) => {
      const winners = predictions.train.slice(arm * repeats, (arm + 1) * repeats).map((run) => run[index].winner)
      for (const { predicted, repeats: agree } of found) expect(winners.filter((winner) => winner === predicted)).toHaveLength(agree)
      expect(found.reduce((sum, vote) => sum + vote.repeats, 0)).toBe(repeats)
    })
  })

  // By hand: one arm, four repeats, one step.
  test('the class with the most votes comes first', () => {
    const one = { ...life(), steps: Float64Array.of(9), pt: new Float32Array(4), predicted: Uint8Array.of(2, 0, 0, 0) }
    expect(votes(one, 4, 0)).toEqual([[{ predicted: 0, repeats: 3 }, { predicted: 2, repeats: 1 }]])
  })
})

describe('the nearest point', () => {
  const set = (...positions: number[]): PointSet => ({
    positions: Float32Array.from(positions),
    labels: new Int32Array(positions.length / 2),
    trueLabels: new Int32Array(positions.length / 2),
  })
  const place = (x: number, y: number) => [x, y] as const
  const points = { train: set(0, 0, 10, 10), test: set(20, 20, 10, 13) }

  test('is the one nearest to the click, of either split', () => {
    expect(nearestPoint(points, place, [9, 9], 6)).toEqual({ split: 'train', index: 1 })
    expect(nearestPoint(points, place, [11, 13], 6)).toEqual({ split: 'test', index: 1 })
  })

  test('is none where all are beyond reach', () => {
    expect(nearestPoint(points, place, [30, 2], 6)).toBeNull()
  })

  test('is never one that is not drawn', () => {
    // Of 1,600 training points every second is drawn.
    const many = Float32Array.from({ length: 3200 }, (_, i) => Math.floor(i / 2))
    const train = { ...set(...many), positions: many }
    expect(nearestPoint({ train, test: set() }, place, [101.2, 101.2], 6)).toEqual({ split: 'train', index: 102 })
  })
})

test('a small probability keeps two digits', () => {
  expect([0.98765, 0.0012345, 3.4e-7, 0, NaN].map(formatPt)).toEqual(['0.99', '0.0012', '3e−7', '0', '–'])
})
