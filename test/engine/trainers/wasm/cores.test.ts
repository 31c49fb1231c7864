import { describe, expect, test, vi } from 'vitest'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import { nodeThreads } from '../../../../src/engine/trainers/wasm/nodeThreads.ts'
import { coresWithin, deal } from '../../../../src/engine/trainers/wasm/deal.ts'
import type { Thread, Threads } from '../../../../src/engine/trainers/wasm/threads.ts'
import { armOf, FAMILY, ofRun, taskOf } from '../fixtures.ts'
import bits from './bits.json' with { type: 'json' }
import { armsOf, bitsOf, STEPS, TASKS } from './receipts.ts'

vi.setConfig({ testTimeout: 60_000 })

/** So many threads of Node, whatever there are cores. */
const threadsOf = (cores: number): Threads => ({ ...nodeThreads, cores })

describe.each(Object.entries(TASKS))('%s', (name, task) => {
  const wanted = bits[name as keyof typeof bits]

  test.each([1, 2, 5])('becomes the frozen bits on %d threads', async (cores) => {
    expect(await bitsOf(task, STEPS, threadsOf(cores))).toBe(wanted)
  })

  test('becomes the same bits in chunks of any size', async () => {
    for (const chunk of [1, 7]) expect(await bitsOf(task, chunk)).toBe(wanted)
  })
})

test.each([[1, 1, 4], [2, 4, 3], [3, 5, 2], [6, 32, 16], [2, 1, 8]])('%d arms × %d repeats are dealt evenly to %d cores, each run once', (arms, repeats, cores) => {
  const dealt = deal(arms, repeats, cores)
  expect(dealt.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: arms * repeats }, (_, run) => run))
  const sizes = dealt.map((runs) => runs.length)
  expect(dealt.length).toBe(Math.min(cores, arms * repeats))
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
})

const task = taskOf({ repeats: 3 })
const arms = [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY.focal, 3, 'adam')]

test.each([
  ['before anything was kept', false],
  ['after a snapshot', true],
])('threads that die %s are replaced, and nobody notices', async (_, isKept) => {
  const started: Thread[] = []
  const start: Threads['start'] = (ears) => {
    const thread = nodeThreads.start(ears)
    started.push(thread)
    return thread
  }
  const whole = await createPortableTrainer(task, arms, threadsOf(2))
  const hurt = await createPortableTrainer(task, arms, { cores: 2, start })
  const [inWhole, inHurt] = [whole, hurt].map((one) => one.take(task.features, task.labels))
  const faster = arms.map((arm) => ({ ...arm, learningRate: 0.02 }))
  for (const one of [whole, hurt]) {
    await one.advance(10)
    one.setArms(faster)
    await one.advance(10)
    if (isKept) await one.snapshot()
    await one.measure?.(one === whole ? inWhole : inHurt, faster)
    void one.advance(15)
  }
  // In the middle of what was asked, and once more when it has been replaced.
  started[0].end()
  await hurt.settled()
  // One that was done before it ended is replaced only when it is asked again.
  const ended = started.length
  for (const thread of started.slice(1)) thread.end()
  void hurt.advance(5)
  await whole.advance(5)
  const [measured, wanted] = await Promise.all([hurt.measure?.(inHurt, faster), whole.measure?.(inWhole, faster)])
  expect(measured).toEqual(wanted)
  expect(await hurt.snapshot()).toEqual(await whole.snapshot())
  expect(hurt.step).toBe(40)
  expect(started.length).toBe(2 + ended)
  for (const one of [whole, hurt]) one.dispose()
})

test('a thread that dies again and again ends the trainer with the reason', async () => {
  const dying: Threads = {
    cores: 1,
    start(ears) {
      setTimeout(() => ears.died('its code could not be loaded'))
      return { post() {}, end() {}, hold() {} }
    },
  }
  await expect(createPortableTrainer(task, arms, dying)).rejects.toThrow(/a thread of it ended 4 times \(its code could not be loaded\)/)
})

test('what was never taken in is refused, and the trainer goes on', async () => {
  const trainer = await createPortableTrainer(task, arms)
  await expect(trainer.predict(7)).rejects.toThrow('undefined')
  expect((await trainer.predict(trainer.take(task.features))).length).toBe(arms.length * 3 * task.labels.length * 3)
  trainer.dispose()
})

test('more runs than there is memory for are refused in words', async () => {
  // Four gigabytes are the most that a memory can have; each run takes 150 megabytes.
  const wide = taskOf({ sizes: [2, 3500, 3500, 3], repeats: 64, examples: 10, batchSize: 1 })
  await expect(createPortableTrainer(wide, [armOf(FAMILY.CE, 3, 'adam')], threadsOf(1))).rejects.toThrow(/no memory of .* MiB for each core\. Fewer arms, repeats, units or examples take less/)
})

test.each([[2, 0, 2], [8, 1000, 8], [64, 60_000 * 784, 22], [4, 2 ** 31, 1]])('of %d cores with examples of %d bytes each, there is memory for %d', (cores, bytes, most) => {
  expect(coresWithin(cores, bytes)).toBe(most)
})

test('goes on from the snapshot of another number of threads, in other chunks', async () => {
  const [from, to] = await Promise.all([createPortableTrainer(task, arms, threadsOf(3)), createPortableTrainer(task, arms, threadsOf(2))])
  await from.advance(25)
  to.restore(await from.snapshot())
  expect(to.step).toBe(25)
  await Promise.all([from.advance(9), to.advance(9)])
  expect(await to.snapshot()).toEqual(await from.snapshot())
  for (const one of [from, to]) one.dispose()
})

test('every repeat trains and is measured on its own draw as it is alone', async () => {
  const { draws } = TASKS
  const settings = armsOf(draws).slice(0, 2)
  const together = await createPortableTrainer(draws, settings)
  await together.advance(15)
  const all = await together.snapshot()
  const { inputs } = draws.network
  for (let repeat = 0; repeat < draws.draws; repeat++) {
    const part = <T extends Float32Array | Int32Array>(of: T, size: number) => of.slice(repeat * draws.examples * size, (repeat + 1) * draws.examples * size) as T
    const own = { features: part(draws.features, inputs), labels: part(draws.labels, 1) }
    const alone = await createPortableTrainer({ ...draws, ...own, vary: 'both', draws: 1 }, settings)
    await alone.advance(15)
    const { parameters } = await alone.snapshot()
    const measured = await together.measure?.(together.take(own.features, own.labels), settings, repeat)
    expect(measured).toEqual(await alone.measure?.(alone.take(own.features, own.labels), settings, repeat))
    for (const arm of settings.keys()) {
      const run = arm * draws.repeats + repeat
      expect(ofRun(all.parameters, run, settings.length * draws.repeats)).toEqual(ofRun(parameters, run, settings.length * draws.repeats))
    }
    alone.dispose()
  }
  together.dispose()
})

test('rests while it waits, tells how far it is, and stops where a rest rejects', async () => {
  const slow = taskOf({ sizes: [2, 128, 128, 3], batchSize: 40 })
  const trainer = await createPortableTrainer(slow, arms)
  const shares: number[] = []
  await trainer.advance(1500, (share) => void shares.push(share))
  expect(shares.length).toBeGreaterThan(0)
  expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1)).toBe(true)
  await expect(trainer.advance(1500, () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped')
  trainer.dispose()
  await expect(trainer.settled()).rejects.toThrow('The engine was closed.')
})
