import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { schema, type TrainingSettings } from '../../../src/experiment/index.ts'
import type { EngineStatus } from '../../../src/engine/protocol.ts'
import type { EngineKind, Opened } from '../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import { fused } from '../../../src/engine/trainers/fused/engine.ts'
import { Gpus, isSoftware } from '../../../src/engine/trainers/gpus.ts'
import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import { createTrials } from '../../../src/engine/trainers/trials.ts'
import { FAMILY, armOf, taskOf } from './fixtures.ts'

const task = taskOf()
const arms = [armOf(FAMILY.CE, 3, 'adam')]

/** An engine that trains as the reference does, or fails as it is told to. */
function kind(name: EngineKind['name'], change: Partial<EngineKind> = {}): EngineKind {
  const open: EngineKind['open'] = async (of, settings) => ({ trainer: createReferenceTrainer(of, settings), on: 'Toy', lost: null, frameMs: 5 })
  return { name, auto: true, takes: ['dense'], open, ...change }
}

const failing = (error: unknown) => ({ open: () => Promise.reject(error) })

async function chosen(kinds: readonly EngineKind[], wanted: TrainingSettings['engine'] = 'auto') {
  const { status, frameMs, trainer } = await new Engines(kinds).open(wanted, task, arms)
  trainer.advance(1)
  return { ...status, frameMs, step: trainer.step }
}

describe('the choice of an engine', () => {
  test('is the first that works', async () => {
    expect(await chosen([kind('fused'), kind('tfjs')])).toEqual({ name: 'fused', label: 'Fused on WebGPU (Toy)', frameMs: 5, step: 1 })
  })

  test('is the one that is asked for, and passes by those that only a person chooses', async () => {
    const kinds = [kind('fused'), kind('tfjs-cpu', { auto: false }), kind('tfjs')]
    expect(await chosen(kinds, 'tfjs-cpu')).toMatchObject({ name: 'tfjs-cpu' })
    expect(await chosen(kinds.slice(1))).toMatchObject({ name: 'tfjs' })
  })

  test.each<[string, Partial<EngineKind>, string]>([
    ['says why it cannot', { open: async () => 'WebGPU found no graphics adapter.' }, 'WebGPU found no graphics adapter.'],
    ['throws', failing(new Error('no memory')), 'Fused on WebGPU does not work here: no memory.'],
    ['throws at once', { open: () => { throw new TypeError('adapterInfo is undefined') } }, 'Fused on WebGPU does not work here: adapterInfo is undefined.'],
    ['throws what is no error', failing('gone'), 'Fused on WebGPU does not work here: gone.'],
    ['does not load', { open: () => import('./nowhere.ts' as string) }, 'Fused on WebGPU does not work here: '],
    ['trains other layers', { takes: [] }, 'Fused on WebGPU trains no dense layers.'],
  ])('falls back where an engine %s, with the first reason', async (_, fault, reason) => {
    const other = await chosen([kind('fused', fault), kind('tfjs')])
    expect(other).toMatchObject({ name: 'tfjs' })
    expect(other.reason).toContain(reason)
    const last = await chosen([kind('fused', fault), kind('tfjs', failing(new Error('not either')))])
    expect(last).toMatchObject({ name: 'reference', label: 'Reference on the CPU' })
    expect(last.reason).toContain(reason)
    expect(await chosen([kind('fused', fault), kind('tfjs')], 'fused')).toMatchObject({ name: 'reference' })
  })

  test('has the reference where it is asked for, without a reason, and where nothing of that name is there', async () => {
    const asked = await chosen([kind('fused')], 'reference')
    expect(asked).toEqual({ name: 'reference', label: 'Reference on the CPU', frameMs: 100, step: 1 })
    expect(await chosen([], 'tfjs')).toMatchObject({ name: 'reference' })
  })

  test('tries again what failed, once it is forgotten or asked for anew', async () => {
    let works = false
    const engines = new Engines([kind('fused', { open: async (of, settings) => (works ? kind('fused').open(of, settings, null as never) : 'Not yet.') })])
    expect((await engines.open('auto', task, arms)).status).toMatchObject({ name: 'reference', reason: 'Not yet.' })
    works = true
    expect((await engines.open('auto', task, arms)).status).toMatchObject({ name: 'fused' })
  })

  test('without WebGPU, as in Node, is the reference, for every name that a link can have and that needs it', { timeout: 60_000 }, async () => {
    const engines = new Engines()
    for (const { value } of schema.training.engine.options) {
      const { trainer, status } = await engines.open(value, task, arms)
      expect(status.name).toBe(value === 'auto' ? 'wasm' : value === 'tfjs-cpu' || value === 'wasm' ? value : 'reference')
      trainer.dispose()
    }
    const { status, trainer } = await engines.open('auto', task, arms)
    expect(status).toMatchObject({ name: 'wasm', why: 'This browser has no WebGPU.' })
    expect(status.reason).toBeUndefined()
    trainer.dispose()
  })
})

describe('a short trial', () => {
  let tries = 0
  /** Trains as the reference, and takes so long for a step; longer once, where the machine has a bad moment. */
  const slow = (name: EngineKind['name'], ms: number, isCard?: boolean, badMoment?: { readonly at: number; readonly until?: number; readonly ms: number }) =>
    kind(name, {
      open: async (of, settings) => {
        const trainer = createReferenceTrainer(of, settings)
        let calls = 0
        const advance: typeof trainer.advance = async (steps) => {
          tries++
          calls++
          const isBad = badMoment && calls >= badMoment.at && calls <= (badMoment.until ?? badMoment.at)
          await new Promise((rested) => setTimeout(rested, steps * ms + (isBad ? badMoment.ms : 0)))
          return trainer.advance(steps)
        }
        return { trainer: { ...trainer, advance, get step() { return trainer.step } }, on: 'Toy', isCard, lost: null, frameMs: 5 }
      },
    })
  const trials = () => {
    const kept = new Map<string, number>()
    return { get: async (key: string) => kept.get(key), set: (key: string, times: number) => void kept.set(key, times) }
  }

  test('chooses the portable engine on a software adapter where it is the faster, says so, and begins at step 0', async () => {
    const kept = trials()
    const kinds = [slow('fused', 25, false), slow('wasm', 0)]
    const { status, trainer } = await new Engines(kinds, kept).open('auto', task, arms)
    expect(status).toMatchObject({ name: 'wasm', why: expect.stringMatching(/^Here it is [\d.]+ times as fast as Fused on WebGPU \(Toy\)\.$/) })
    expect(trainer.step).toBe(0)
    await trainer.advance(3)
    const plain = createReferenceTrainer(task, arms)
    plain.advance(3)
    expect(await trainer.snapshot()).toEqual(await plain.snapshot())
    // The same machine and shape always have the same engine.
    tries = 0
    expect((await new Engines([slow('fused', 0, false), slow('wasm', 10)], kept).open('auto', task, arms)).status.name).toBe('wasm')
    expect(tries).toBe(0)
    expect((await new Engines(kinds, kept).open('auto', { ...task, batchSize: 3 }, arms)).status.name).toBe('wasm')
    expect(tries).toBeGreaterThan(0)
  })

  /** What a trial came to before. */
  const known = (times: number) => ({ get: async () => times, set: () => {} })

  test('that was won before is not held again, and nothing is made of what lost it', async () => {
    const open = vi.fn<EngineKind['open']>(slow('fused', 0, false).open)
    const fused = kind('fused', { open, place: async () => ({ on: 'Toy', isCard: false }) })
    const kinds = [fused, slow('wasm', 0)]
    const status = { name: 'wasm', label: 'Portable (Toy)', why: 'Here it is 9.0 times as fast as Fused on WebGPU (Toy).' }
    expect((await new Engines(kinds, known(9)).open('auto', task, arms)).status).toEqual(status)
    expect(open).not.toHaveBeenCalled()
    expect((await new Engines(kinds, known(0.4)).open('auto', task, arms)).status.name).toBe('fused')
    const card = { ...fused, place: async () => ({ on: 'Toy', isCard: true }), open: slow('fused', 0, true).open }
    expect((await new Engines([card, slow('wasm', 0)], known(9)).open('auto', task, arms)).status.name).toBe('fused')
    // Nor is what was tried before opened, where what it was tried against trains on.
    const unopened = kind('wasm', { open: () => Promise.reject(new Error('opened')) })
    const offered = await new Engines([card, unopened], known(9)).open('auto', task, arms)
    expect(offered.status.faster).toEqual({ name: 'wasm', label: 'Portable', times: '9.0 times' })
    const none = { ...fused, place: async () => 'WebGPU found no graphics adapter.', open: async () => 'WebGPU found no graphics adapter.' }
    expect((await new Engines([none, slow('wasm', 0)], known(9)).open('auto', task, arms)).status).toMatchObject({ name: 'wasm', why: 'WebGPU found no graphics adapter.' })
  })

  test('leaves the software adapter where that is the faster, and what was asked for', async () => {
    const kinds = [slow('fused', 0, false), slow('wasm', 0)]
    expect((await new Engines(kinds, known(0.4)).open('auto', task, arms)).status).toEqual({ name: 'fused', label: 'Fused on WebGPU (Toy)' })
    expect((await new Engines(kinds, known(9)).open('fused', task, arms)).status.name).toBe('fused')
  })

  test('keeps a graphics card, and offers what is over twice as fast', async () => {
    const kinds = [slow('fused', 0, true), slow('wasm', 0)]
    const { status } = await new Engines(kinds, known(3.14)).open('auto', task, arms)
    expect(status).toMatchObject({ name: 'fused', faster: { name: 'wasm', label: 'Portable', times: '3.1 times' } })
    expect((await new Engines(kinds, known(1.9)).open('auto', task, arms)).status.faster).toBeUndefined()
  })

  test('does not count how late a device answers', async () => {
    const late = kind('fused', {
      open: async (of, settings) => {
        const trainer = createReferenceTrainer(of, settings)
        return { trainer: { ...trainer, settled: () => new Promise((done) => setTimeout(done, 25)), get step() { return trainer.step } }, on: 'Toy', isCard: false, lost: null, frameMs: 5 }
      },
    })
    expect((await new Engines([late, slow('wasm', 5)], trials()).open('auto', task, arms)).status.name).toBe('fused')
  })

  test.each([2, 3])('is not decided by one bad moment, in piece %d', async (at) => {
    const kinds = [slow('fused', 10, false), slow('wasm', 1, false, { at, ms: 80 })]
    expect((await new Engines(kinds, trials()).open('auto', task, arms)).status.name).toBe('wasm')
  })

  test('asks the portable engine again where a bad spell of the machine took all of its first trial', async () => {
    const kinds = [slow('fused', 5, false), slow('wasm', 0, undefined, { at: 1, until: 4, ms: 20 })]
    expect((await new Engines(kinds, trials()).open('auto', task, arms)).status.name).toBe('wasm')
  })

  test('that fails leaves what works', async () => {
    const broken = kind('wasm', { open: async (of, settings) => ({ trainer: { ...createReferenceTrainer(of, settings), snapshot: () => Promise.reject(new Error('lost')) }, lost: null, frameMs: 5 }) })
    expect((await new Engines([slow('fused', 0, false), broken], trials()).open('auto', task, arms)).status.name).toBe('fused')
  })
})

describe('what does not answer', () => {
  // A trial tells time.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  const never = () => new Promise<never>(() => {})
  const device = { queue: { onSubmittedWorkDone: never }, lost: never(), destroy() {} }

  test.each<[string, unknown]>([
    ['adapter', { requestAdapter: never }],
    ['device', { requestAdapter: async () => ({ limits: {}, requestDevice: never }) }],
    ['answer', { requestAdapter: async () => ({ limits: {}, requestDevice: async () => device }) }],
  ])('of WebGPU is waited for once, if its %s does not come, and again where it is asked for by name', async (_, source) => {
    const engines = new Engines([fused, kind('wasm')], undefined, new Gpus(source as GPU))
    const first = engines.open('auto', task, arms)
    await vi.advanceTimersByTimeAsync(10_000)
    const why = 'Fused on WebGPU did not answer within 10 seconds.'
    expect((await first).status).toMatchObject({ name: 'wasm', why })
    expect((await engines.open('auto', task, arms)).status).toMatchObject({ name: 'wasm', why })
    let asked: EngineStatus | undefined
    void engines.open('fused', task, arms).then(({ status }) => (asked = status))
    await vi.advanceTimersByTimeAsync(59_999)
    expect(asked).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(asked).toMatchObject({ name: 'reference', reason: 'Fused on WebGPU did not answer within 60 seconds.' })
  })

  test('and comes late is let go of', async () => {
    let come: (opened: Opened) => void = () => {}
    const engines = new Engines([kind('fused', { usesGpu: true, open: () => new Promise((resolve) => (come = resolve)) }), kind('wasm')])
    const opened = engines.open('auto', task, arms)
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await opened).status.name).toBe('wasm')
    const dispose = vi.fn<() => void>()
    come({ trainer: { ...createReferenceTrainer(task, arms), dispose }, lost: null, frameMs: 5 })
    await vi.advanceTimersByTimeAsync(0)
    expect(dispose).toHaveBeenCalledOnce()
  })

  test.each([true, false])('in its trial is not chosen, on a card or none', async (isCard) => {
    const silent = kind('fused', { open: async (of, settings) => ({ trainer: { ...createReferenceTrainer(of, settings), settled: never }, on: 'Toy', isCard, lost: null, frameMs: 5 }) })
    let opened: EngineStatus | undefined
    void new Engines([silent, kind('wasm')]).open('auto', task, arms).then(({ status }) => (opened = status))
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(1000)
      return opened
    }, { timeout: 10_000 })
    expect(opened).toMatchObject({ name: 'wasm', why: 'Fused on WebGPU did not answer within 10 seconds.' })
  })

  test('of the store of trials is not waited for', async () => {
    vi.stubGlobal('IDBRequest', EventTarget)
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    const trials = createTrials()
    const before = trials.get('one')
    await vi.advanceTimersByTimeAsync(500)
    expect(await before).toBeUndefined()
    trials.set('one', 2)
    expect(await trials.get('one')).toBe(2)
  })
})

test('a device that says nothing of its adapter is taken for a real one', () => {
  expect(isSoftware({})).toBe(false)
})
