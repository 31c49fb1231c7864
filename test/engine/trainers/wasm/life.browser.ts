import { afterEach, expect, test } from 'vitest'
import { Engines } from '../../../../src/engine/trainers/engines.ts'
import { createPortableTrainer } from '../../../../src/engine/trainers/wasm/index.ts'
import { armOf, FAMILY, taskOf } from '../fixtures.ts'

const task = taskOf({ repeats: 4 })
const arms = [armOf(FAMILY['Poly-1'], 3, 'adam')]
const original = Worker
const started: Worker[] = []

/** From now on threads are started anew, from this file if it is said, and are at hand. */
function watchThreads(file?: string): void {
  started.length = 0
  globalThis.Worker = class extends original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(file ?? url, options)
      started.push(this)
    }
  }
}

afterEach(() => {
  globalThis.Worker = original
})

test('threads that end without a word are replaced, and the runs become what they would have', async () => {
  const whole = await createPortableTrainer(task, arms)
  watchThreads()
  const hurt = await createPortableTrainer(task, arms)
  for (const one of [whole, hurt]) await one.advance(20)
  await hurt.snapshot()
  for (const one of [whole, hurt]) await one.advance(10)
  await hurt.settled()
  const before = started.length
  expect(before).toBeGreaterThan(0)
  for (const thread of started) thread.terminate()
  for (const one of [whole, hurt]) await one.advance(10)
  expect(await hurt.snapshot()).toEqual(await whole.snapshot())
  expect(started.length).toBe(2 * before)
  for (const one of [whole, hurt]) one.dispose()
})

test('where the code of its threads cannot be loaded, the engine gives way and says so', async () => {
  watchThreads('/nowhere.js')
  // Threads that wait for work are of other trainers: more runs than those have need new ones.
  const held = await Promise.all(Array.from({ length: 3 }, () => createPortableTrainer(task, arms).catch(() => null)))
  const engines = new Engines()
  const { status, trainer } = await engines.open('wasm', task, arms)
  expect(status).toMatchObject({ name: 'reference', reason: expect.stringMatching(/^Portable does not work here: a thread of it ended 4 times \(.+\)\.$/) })
  trainer.dispose()
  for (const one of held) one?.dispose()
  globalThis.Worker = original
  const again = await engines.open('wasm', task, arms)
  expect(again.status).toMatchObject({ name: 'wasm', label: expect.stringMatching(/^Portable \(\d+ cores?\)$/) })
  again.trainer.dispose()
})
