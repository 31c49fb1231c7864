import { afterEach, expect, test, vi } from 'vitest'
import type { RawData } from '../../../../src/data/dataset.ts'
import type { Report } from '../../../../src/engine/protocol.ts'
import { Session } from '../../../../src/engine/session/session.ts'
import type { EngineKind } from '../../../../src/engine/trainers/engine.ts'
import { Engines } from '../../../../src/engine/trainers/engines.ts'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import { Memory } from '../../../../src/engine/trainers/wasm/memory.ts'
import { serve } from '../../../../src/engine/trainers/wasm/serve.ts'
import type { Threads } from '../../../../src/engine/trainers/wasm/threads.ts'
import type { Trainer } from '../../../../src/engine/trainers/trainer.ts'
import { decodeLink } from '../../../../src/experiment/link.ts'
import { messageOf } from '../../../../src/experiment/text.ts'

afterEach(() => vi.restoreAllMocks())

const PAGE = 2 ** 16

/** A core in this thread, whose memory can be watched. */
const inThread: Threads = {
  cores: 1,
  start({ heard }) {
    const hear = serve((answer) => queueMicrotask(() => heard(answer)))
    return { post: (request) => queueMicrotask(() => hear(structuredClone(request))), end() {}, hold() {} }
  },
}
const portable: EngineKind = {
  name: 'wasm',
  auto: true,
  takes: ['dense'],
  open: async (task, arms) => ({ trainer: await createPortableTrainer(task, arms, inThread), lost: null, frameMs: 5 }),
}

/** From now on no memory of the kernel grows beyond so many pages. */
function limit(pages: number): void {
  const { grow } = WebAssembly.Memory.prototype
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(function (this: WebAssembly.Memory, more) {
    if (this.buffer.byteLength / PAGE + more > pages) throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')
    return grow.call(this, more)
  })
}

/** Opens a session on the portable engine, and says which engine it got and what it was told. */
async function opened(link: string, limited: number, raw: RawData | null = null, kind = portable) {
  const reports: Report[] = []
  limit(limited)
  const session = new Session(1, decodeLink(link).experiment, { repeat: 0, confusion: false }, new Engines([kind]), (report) => {
    reports.push(report)
    if (report.type === 'frame') queueMicrotask(() => session.acknowledge())
  })
  await session.open(raw && { raw, file: 'a.csv:1:1:0123456789ab', files: [], columns: '' })
  const said = () => reports.flatMap((report) => (report.type === 'message' ? [report.text] : []))
  const states = reports.flatMap((report) => (report.type === 'state' ? [report.state] : []))
  return { session, reports, said, state: states.at(-1) }
}

test('a memory that cannot grow says how much was asked for and what takes less, and keeps what it has', () => {
  const memory = new Memory(new WebAssembly.Memory({ initial: 1, maximum: 3 }), 64)
  const at = memory.put(Float32Array.of(1, 2, 3))
  memory.claim(PAGE)
  expect(() => memory.claim(3 * PAGE)).toThrow('there is no memory of 1 MiB for each core. Fewer arms, repeats, units or examples take less')
  expect([...memory.floats(at, 3)]).toEqual([1, 2, 3])
})

const LINK = 'v=1&engine=wasm&data=bent&classes=2&samples=4000&dims=30&hidden=8&batch=8&repeats=1&arms=2'

test.each([
  // The training examples alone take 6 pages and more.
  ['training examples', 5, /^Portable does not work here: /],
  ['examples that are taken in later', 11, /^The engine failed \(/],
])('where there is no memory for %s, the reference trains, and the reason is said', async (_, pages, begin) => {
  const { session, reports, said, state } = await opened(LINK, pages)
  expect(state).toBe('ready')
  expect(said()[0]).toMatch(begin)
  expect(said().join(' ')).toMatch(/there is no memory of 1 MiB for each core\. Fewer arms, repeats, units or examples take less.*Reference on the CPU/)
  session.train(3)
  await vi.waitFor(() => expect(reports.some((report) => report.type === 'frame' && report.frame.step === 3)).toBe(true), { timeout: 10_000 })
  await session.close()
})

test('what no engine has memory for is counted before any is asked for, and said with what to make smaller', async () => {
  const pixels = 300 * 300
  const images = { features: new Float32Array(20 * pixels), labels: Int32Array.from({ length: 20 }, (_, i) => i % 2), dimensions: pixels, classes: 2, classNames: ['a', 'b'] }
  const { said, state } = await opened('v=1&engine=reference&data=dropped&hidden=128&batch=8&repeats=32&arms=2', 1, images)
  expect(state).toBe('failed')
  expect(said()).toEqual([expect.stringMatching(/64 networks of 11,520,386 parameters take 16,\d{3} MiB in float64; there is memory for 2,048 MiB\. Fewer arms, repeats or units take less\.$/)])
})

test('a snapshot for which there is no memory loses nothing: training goes on', async () => {
  let asked = 0
  const short: EngineKind = {
    ...portable,
    async open(task, arms, gpus) {
      const opened = await portable.open(task, arms, gpus)
      if (typeof opened === 'string') return opened
      const { trainer } = opened
      const snapshot = () => (++asked === 2 ? Promise.reject(new RangeError('Array buffer allocation failed')) : trainer.snapshot())
      return { ...opened, trainer: Object.create(trainer, { snapshot: { value: snapshot } }) as Trainer }
    },
  }
  const { session, reports, said } = await opened(LINK, 1000, null, short)
  session.train(40)
  await vi.waitFor(() => expect(reports.some((report) => report.type === 'state' && report.state === 'paused')).toBe(true), { timeout: 10_000 })
  expect(said()).toEqual([expect.stringMatching(/^The engine failed \(there is not enough memory\. Fewer arms, repeats, units or examples take less\)\. Training goes on from step 0 with: Portable/)])
  const frame = reports.findLast((report) => report.type === 'frame')
  expect(frame?.frame.step).toBe(40)
  await session.close()
})

test.each([
  new RangeError('Array buffer allocation failed'),
  new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory'),
  new RangeError('Invalid typed array length: 9000000000'),
  new RangeError('Out of memory'),
  'out of memory',
])('%s is said in words', (error) => {
  expect(messageOf(error)).toBe('there is not enough memory. Fewer arms, repeats, units or examples take less')
  expect(messageOf(new RangeError('Maximum call stack size exceeded'))).toBe('Maximum call stack size exceeded')
})
