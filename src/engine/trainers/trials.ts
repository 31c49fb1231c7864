import type { DBSchema } from 'idb'
import { storeOf } from '../../data/database.ts'
import type { Network } from '../../network/network.ts'
import { Flight } from '../flight.ts'
import { within } from '../within.ts'
import type { Trainer, TrainingTask } from './trainer.ts'

/** How long one trainer is tried, in milliseconds. */
const TRIED_MS = 30
/** A first step that takes longer says enough. */
const LONG_MS = 60
/** A browser that does not say by then what it has kept is not waited for. */
const KEPT_MS = 500

interface Store extends DBSchema {
  times: { key: string; value: number }
}

/** How many times as fast the portable engine trains as another, by what trains on what. */
export interface Trials {
  get(key: string): Promise<number | undefined>
  /** Is not waited for. */
  set(key: string, times: number): void
}

/** Kept in the browser (IndexedDB), so that the same link always takes the same engine; where that has none, as long as the page. */
export function createTrials(): Trials {
  const known = new Map<string, number>()
  const database = globalThis.indexedDB ? storeOf<Store>('polyloss-engines', 1, (made) => void made.createObjectStore('times')) : null
  const kept = async (key: string) => (await database?.())?.get('times', key)
  const keep = async (key: string, times: number) => (await database?.())?.put('times', times, key)
  return {
    get: async (key) => known.get(key) ?? within(KEPT_MS, kept(key).catch(() => undefined)),
    set(key, times) {
      known.set(key, times)
      keep(key, times).catch(() => {})
    },
  }
}

/** What a trial hangs on: the work, and what does it, an engine on its place or the processor's cores. */
export function trialKey(engine: string, on: string | undefined, { network, batchSize, optimizer, repeats }: TrainingTask, arms: number): string {
  return JSON.stringify([engine, on, globalThis.navigator?.hardwareConcurrency, shapeOf(network), batchSize, optimizer, arms * repeats])
}

function shapeOf({ inputs, layers }: Network): readonly unknown[] {
  return [inputs, ...layers.map((layer) => [layer.kind, ...layer.output, ...(layer.kind === 'conv' ? [layer.size, layer.dilation] : [])])]
}

/**
 * How many times as fast the first, on the processor, trains as the second, infinitely where the second does not answer
 * for so many milliseconds; both are as they were afterwards. Rejects where one fails.
 */
export async function tried(first: Trainer, second: Trainer, patience: number): Promise<number> {
  const own = await stepMs(first)
  // Who is this slow may be the faster of the two, but a trial of the other would take too long to say so.
  if (own > LONG_MS) return 1
  const other = (await within(patience, stepMs(second))) ?? Infinity
  // Who shares the processor with all else that goes on is asked once more: a bad spell of the machine says nothing.
  return other / (other < own ? Math.min(own, await stepMs(first)) : own)
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
      let took = await time(together)
      // What would end the trial is done again, and the quicker counts: one bad moment of the machine says nothing.
      if (spent + took >= TRIED_MS) took = Math.min(took, await time(together))
      spent += took
      ms = took / together
    }
  }
  trainer.restore(before)
  return ms
}
