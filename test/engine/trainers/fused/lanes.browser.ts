// The fused engine as graphics cards have it: many lanes a workgroup, in any order, and functions that are further off.
// `npm run test:lanes` tests all of it, `npm test` a part that takes a few seconds.
import { describe, expect, inject, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import type { KindName } from '../../../../src/engine/trainers/fused/kinds.ts'
import type { KernelName } from '../../../../src/engine/trainers/fused/recipes.ts'
import type { TrainingTask } from '../../../../src/engine/trainers/trainer.ts'
import { armOf, type Change, FAMILY, taskOf } from '../fixtures.ts'
import { MEASURED, wrongMetrics } from '../measured.ts'
import { pairOf } from '../pair.ts'
import { BARRIERS, withoutBarrier } from './barriers.ts'
import { type Card, onCard } from './card.ts'
import { worst } from './worst.ts'

const isWhole = inject('isWhole')
const CARD_LANES = 128
const LANES = [1, 4, 32, 64, CARD_LANES, 256]
const all = LANES.flatMap((lanes) => [false, true].map((reversed): Card => ({ lanes, reversed })))
const cards = isWhole ? all : [{ lanes: CARD_LANES, reversed: true }]

/** As wide as many lanes have something to do, with an odd number of everything; and the same for what a workgroup's memory holds. */
const WIDE: Change = { sizes: [6, 41, 23, 5], batchSize: 37, examples: 150 }
const NARROW: Change = { ...WIDE, sizes: [6, 21, 11, 5], batchSize: 21 }
const task = taskOf(WIDE)
const TASKS: Readonly<Record<KindName, TrainingTask>> = { fine: task, coarse: task, near: taskOf(NARROW) }
const kinds = Object.keys(TASKS) as KindName[]
const names = ['CE', 'Poly-N', 'smoothed focal', 'L_Drop 5, focal']
const arms = names.map((name) => armOf(FAMILY[name], 5, 'adam'))

describe.each(cards)('on $lanes lanes, reversed: $reversed', (card) => {
  // On few lanes `coarse` is what `agreement.browser.ts` trains with; `near` takes software adapters seconds to compile.
  test.each(isWhole ? kinds : kinds.slice(0, 1))('%s trains as float64 does', (kind) =>
    onCard(card, async (device) => {
      const both = pairOf(createFusedTrainer(device, TASKS[kind], arms, kind), TASKS[kind], arms, names)
      expect(await both.step()).toEqual([])
      expect(await both.losses(2, 5, 10, 20)).toEqual([])
      both.dispose()
    }))

  test('measures as float64 does', () =>
    onCard(card, async (device) => {
      const measured = isWhole ? MEASURED : MEASURED.slice(0, 1)
      for (const [, change, steps] of measured) {
        expect(await wrongMetrics(async (...given) => createFusedTrainer(device, ...given), change, steps)).toEqual([])
      }
    }))
})

/** What becomes of a task on a card: parameters, logits, measurements. Where only one kernel is asked about, what it makes. */
function results(card: Card, kernel?: KernelName, kind: KindName = 'fine'): Promise<Record<string, ArrayLike<number>>> {
  return onCard(card, async (device) => {
    const { features, labels } = TASKS[kind]
    const trainer = createFusedTrainer(device, TASKS[kind], arms, kind)
    const taken = trainer.take(features, labels)
    const made: Record<string, ArrayLike<number>> = {}
    if (kernel === undefined || kernel === kind) {
      void trainer.advance(4)
      const { parameters, slots } = await trainer.snapshot()
      Object.assign(made, { parameters, ...slots })
    }
    if (kernel !== kind) made.logits = await trainer.predict(taken)
    if (kernel === undefined || kernel === 'measure') made.measured = await trainer.measure(taken, arms)
    trainer.dispose()
    return made
  })
}

/** Training in its kinds; `near` takes software adapters seconds to compile. */
const mutants = BARRIERS.flatMap(([text, place, after]) => {
  const kernels: readonly KernelName[] = text !== 'train' ? [text] : isWhole ? kinds : kinds.slice(0, 1)
  return kernels.map((kernel) => [kernel, place, after, text] as const)
}).filter(([, , , text]) => isWhole || text === 'train')
const sound = new Map<string, ReturnType<typeof results>>()

test.each(mutants)('%s, barrier %d: without it others do not wait until %s, and the results are others', async (kernel, place) => {
  const kind = kinds.find((name) => name === kernel)
  const edit: Card['edit'] = (code, of) => (of === kernel ? withoutBarrier(code, place) : code)
  const seen: boolean[] = []
  for (const reversed of [true, false]) {
    const card = { lanes: CARD_LANES, reversed }
    const key = `${kernel} ${reversed}`
    if (!sound.has(key)) sound.set(key, results(card, kernel, kind))
    const [broken, whole] = await Promise.all([results({ ...card, edit }, kernel, kind), sound.get(key)])
    seen.push(JSON.stringify(broken) !== JSON.stringify(whole))
    if (seen.at(-1)) break
  }
  expect(seen).toContain(true)
})

test.runIf(isWhole).each(kinds)('buffers that begin as NaN change nothing, %s', async (kind) => {
  expect(await results({ lanes: CARD_LANES, isDirty: true }, undefined, kind)).toEqual(await results({ lanes: CARD_LANES }, undefined, kind))
})

describe.runIf(isWhole).each([1, -1] as const)('where every function is as far off as WGSL allows, in direction %d', (sign) => {
  const card: Card = { lanes: CARD_LANES, edit: (code) => worst(code, sign) }

  test('results are others', async () => {
    expect(await results(card, 'fine')).not.toEqual(await results({ lanes: CARD_LANES }, 'fine'))
  })

  test('training stays within tolerance', () =>
    onCard(card, async (device) => {
      const members = Object.keys(FAMILY)
      const everyArm = Object.values(FAMILY).map((loss) => armOf(loss, 5, 'adam'))
      const both = pairOf(createFusedTrainer(device, task, everyArm), task, everyArm, members)
      expect(await both.step()).toEqual([])
      expect(await both.losses(2, 5, 10, 20)).toEqual([])
      both.dispose()
    }))

  test('measurements stay within tolerance', () =>
    onCard(card, async (device) => {
      const [[, change, steps]] = MEASURED
      expect(await wrongMetrics(async (...given) => createFusedTrainer(device, ...given), change, steps)).toEqual([])
    }))
})
