import { expect, inject, test } from 'vitest'
import type { Create } from '../../../../src/engine/trainers/engine.ts'
import { createFusedTrainer, warmUp } from '../../../../src/engine/trainers/fused/index.ts'
import { type KindName, KINDS } from '../../../../src/engine/trainers/fused/kinds.ts'
import type { Way } from '../../../../src/engine/trainers/fused/path.ts'
import { selfTest } from '../../../../src/engine/trainers/selfTest.ts'
import { withoutBarrier } from './barriers.ts'
import { type Card, onCard } from './card.ts'
import { worst } from './worst.ts'

const LANES = 128
const isWhole = inject('isWhole')
/** Beside other tests a time says nothing. */
const MOST_MS = isWhole ? 100 : Infinity
const ROUNDS = isWhole ? 8 : 1
/** `near` takes software adapters seconds to compile. */
const kinds = isWhole ? (Object.keys(KINDS) as KindName[]) : (['fine'] as const)
/** What the self-test says of a card, and the milliseconds of the quickest of so many. */
const tested = (card: Partial<Card>, way: Way, rounds = 1) =>
  onCard({ lanes: LANES, ...card }, async (device) => {
    const create: Create = async (...given) => createFusedTrainer(device, ...given, way)
    await warmUp(device, way)
    let [said, ms] = [null as string | null, Infinity]
    for (let i = 0; i < rounds; i++) {
      const start = performance.now()
      said = await selfTest(create, way === 'layered' ? 'conv' : 'dense')
      ms = Math.min(ms, performance.now() - start)
    }
    return { said, ms }
  })

test.each(kinds)('a card that is right passes within 100 ms, also one whose functions are as far off as WGSL allows, %s', async (kind) => {
  const { said, ms } = await tested({}, kind, ROUNDS)
  expect(said).toBeNull()
  expect(ms).toBeLessThan(MOST_MS)
  expect((await tested({ edit: (code) => worst(code, 1) }, kind)).said).toBeNull()
})

/** In each, what a card might do, as another text of one kernel. */
const FAULTS: readonly (readonly [fault: string, kernel: string, edit: (code: string) => string, what: RegExp])[] = [
  ['gradients that are zero', 'train', (code) => code.replace('let m = step.keep', 'let m = 0.0 * step.keep').replace('step.take * g;', '0.0 * g;'), /gradients/],
  ['updates that others do not wait for', 'train', (code) => withoutBarrier(code, 4), /gradients/],
  ['weights of classes that are left out', 'train', (code) => code.replace('arms[arm + CLASS_WEIGHTS + label] / f32', '1.0 / f32'), /gradients/],
  ['smoothing that is left out', 'train', (code) => code.replace('let smoothing = arms[arm + SMOOTHING];', 'let smoothing = 0.0;'), /gradients/],
  ['predictions of other examples', 'predict', (code) => code.replace('let example = min(tile + at % stride', 'let example = min(tile + 1u + at % stride'), /predictions|measurements/],
  ['sums that lack a lane', 'measure', (code) => code.replace('for (var j = 0u; j < invocations', 'for (var j = 1u; j < invocations'), /measurements/],
  ['a histogram that is not counted', 'measure', (code) => code.replace('right * HISTOGRAM_BINS + binOf(confidence', '0u * HISTOGRAM_BINS + binOf(confidence'), /measurements/],
  ['what is not a number', 'predict', (code) => code.replace('= group[k % 4u];', '= bitcast<f32>(0x7fc00000u + k);'), /predictions/],
]

/** Each has a shader compiled: two of three are left to `npm run test:lanes`. */
const faults = isWhole ? FAULTS : FAULTS.filter((_, i) => i % 3 === 1)

test.each(faults.flatMap((fault) => (fault[1] === 'train' ? kinds : kinds.slice(0, 1)).map((kind) => [...fault, kind] as const)))('finds %s', async (_, kernel, edit, what, kind) => {
  const label = kernel === 'train' ? kind : kernel
  const { said } = await tested(
    {
      reversed: true,
      edit(code, of) {
        if (of !== label) return code
        expect(edit(code)).not.toBe(code)
        return edit(code)
      },
    },
    kind,
  )
  expect(said).toMatch(what)
})

test('a card that is right with convolutions passes within 100 ms', async () => {
  const { said, ms } = await tested({}, 'layered', ROUNDS)
  expect(said).toBeNull()
  expect(ms).toBeLessThan(MOST_MS)
})

/** The same of convolutions. */
const CONV_FAULTS: readonly (readonly [fault: string, kernel: string, part: string, other: string])[] = [
  ['sums of gradients that lack one', 'layeredUpdate', 'split < splits', 'split + 1u < splits'],
  ['neighbours beyond the border', 'layeredForward', '& vec4<bool>(y < layer.height)', ''],
  ['windows that send all back to their corner', 'layeredBackward', 'choice == vec4<f32>(own)', 'vec4<bool>(own == 0.0)'],
]

test.each(isWhole ? CONV_FAULTS : CONV_FAULTS.slice(0, 1))('finds %s', async (_, kernel, part, other) => {
  const edit: Card['edit'] = (code, of) => (of === kernel ? code.replace(part, other) : code)
  const { said } = await tested({ edit }, 'layered')
  expect(said).toMatch(/gradients|predictions/)
})
