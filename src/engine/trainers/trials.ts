import { openDB } from 'idb'
import type { Network } from '../../network/network.ts'
import { Flight } from '../flight.ts'
import type { Trainer, TrainingTask } from './trainer.ts'

/** How long one trainer is tried, in milliseconds. */
const TRIED_MS = 30
/** A first step that takes longer says enough. */
const LONG_MS = 60

/** How many times as fast the portable engine trains as another, by what trains on what. */
export interface Trials {
  get(key: string): Promise<number | undefined>
  set(key: string, times: number): Promise<void>
}

/** Kept in the browser (IndexedDB), so that the same link always takes the same engine; where that has none, as long as the page. */
export function createTrials(): Trials {
  const known = new Map<string, number>()
  const database = globalThis.indexedDB
    ? openDB('polyloss-engines', 1, { upgrade: (opened) => void opened.createObjectStore('times') }).catch(() => null)
    : null
  return {
    get: async (key) => known.get(key) ?? ((await (await database)?.get('times', key).catch(() => undefined)) as number | undefined),
    async set(key, times) {
      known.set(key, times)
      await (await database)?.put('times', times, key).catch(() => {})
    },
  }
}

/** What a trial hangs on: the work, and what does it. */
export function trialKey(on: readonly (string | undefined)[], { network, batchSize, optimizer, repeats }: TrainingTask, arms: number): string {
  return JSON.stringify([...on, shapeOf(network), batchSize, optimizer, arms * repeats])
}

function shapeOf({ inputs, layers }: Network): readonly unknown[] {
  return [inputs, ...layers.map((layer) => [layer.kind, ...layer.output, ...(layer.kind === 'conv' ? [layer.size, layer.dilation] : [])])]
}

/** How many times as fast the first trains as the second; both are as they were afterwards. Rejects where one fails. */
export async function tried(first: Trainer, second: Trainer): Promise<number> {
  const own = await stepMs(first)
  // Who is this slow may be the faster of the two, but a trial of the other would take too long to say so.
  if (own > LONG_MS) return 1
  return (await stepMs(second)) / own
}

async function stepMs(trainer: Trainer): Promise<number> {
  const before = await trainer.snapshot()
  const flight = new Flight()
  await flight.answered(trainer.settled())
  const time = async (steps: number) => {
    const start = performance.now()
    await trainer.advance(steps)
    return flight.worked(trainer.settled(), start)
  }
  let ms = await time(1)
  if (ms <= LONG_MS) {
    // The last counts, which has the most steps: of few, most of an answer's time is the way of the answer.
    for (let [spent, together] = [0, 1]; spent < TRIED_MS; together *= 2) {
      const took = await time(together)
      spent += took
      ms = took / together
    }
  }
  trainer.restore(before)
  return ms
}
