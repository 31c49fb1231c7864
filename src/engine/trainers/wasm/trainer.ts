import type { Rest } from '../../rest.ts'
import { within } from '../../within.ts'
import { type ArmSettings, type Handle, runsAsked, type Trainer, type TrainingTask } from '../trainer.ts'
import { Core } from './core.ts'
import { apart, coresWithin, deal, together } from './deal.ts'
import { type Examples, packed, partOf } from './examples.ts'
import { kernelBytes } from './kernel.ts'
import { type Threads, threadsHere } from './threads.ts'

/** From one look at how far the cores are to the next, in milliseconds. */
const LOOK_MS = 50

let compiled: Promise<WebAssembly.Module> | undefined

/** A trainer, and on how many cores it trains. */
export interface PortableTrainer extends Trainer {
  readonly cores: number
  /** Whether the machine has more of them. */
  readonly isCoreLeft: boolean
}

/**
 * Trains in float32 in WebAssembly, the runs dealt to threads of their own: the same bits on every machine, however many
 * threads there are. Rejects, in words for a person, where there is not enough memory and where no thread can be had.
 */
export async function createPortableTrainer(given: TrainingTask, arms: readonly ArmSettings[], from?: Threads): Promise<PortableTrainer> {
  const { features, labels, ...task } = given
  const { repeats, draws, examples, network: { inputs, parameters: count } } = task
  const threads = from ?? (await threadsHere())
  const kernel = await (compiled ??= kernelBytes().then((bytes) => WebAssembly.compile(bytes)))
  const training = packed(features, labels)
  const all = runsAsked(arms.length * repeats, repeats)
  const members = deal(arms.length, repeats, coresWithin(threads.cores, training.values.byteLength / draws)).map((runs) => ({ runs, core: Core.take(threads), took: new Map<Handle, Promise<void>>() }))
  const taken: Examples[] = []
  let step = 0
  let issued: Promise<unknown> = Promise.resolve()

  /** Goes on until what is asked of the cores is done; the first fault is that of all of it. */
  function issue(work: readonly Promise<unknown>[]): Promise<unknown> {
    issued = Promise.all([issued, ...work])
    issued.catch(() => {})
    return issued
  }

  function begin({ runs, core }: (typeof members)[number]): Promise<void> {
    // Where repeats have draws of their own, a core needs those of its repeats alone.
    const own = draws > 1 ? [...new Set(runs.map((run) => run % repeats))] : [0]
    return core.call('open', () => {
      const [part, transfer] = partOf(training, inputs, own.map((draw) => [draw * examples, (draw + 1) * examples]))
      return [[kernel, { task, runs, draws: own, examples: part, arms }], transfer]
    })
  }

  /** What the cores say of the runs that are asked for, [runs × numbers]. */
  async function ask(
    handle: Handle,
    repeat: number | undefined,
    rest: Rest | undefined,
    call: (core: Core, runs: readonly number[], onPart: (share: number) => void) => Promise<Float32Array>,
  ): Promise<Float32Array> {
    const asked = runsAsked(all.length, repeats, repeat)
    const work = members.flatMap(({ core, runs, took }) => {
      const own = runs.filter((run) => asked.includes(run))
      if (own.length === 0) return []
      const takenIn = took.get(handle) ?? core.call('take', () => {
        const [part, transfer] = partOf(taken[handle], inputs)
        return [[handle, part], transfer]
      })
      took.set(handle, takenIn)
      const part = { runs: own, share: 0 }
      const numbers = call(core, own, (share) => (part.share = share))
      return [{ part, answer: Promise.all([numbers, takenIn]) }]
    })
    const answers = Promise.all(work.map(({ answer }) => answer))
    if (rest) await resting(answers, rest, () => mean(work.map(({ part }) => part.share)))
    return together(asked, (await answers).map(([numbers], i) => ({ runs: work[i].part.runs, numbers })))
  }

  /** Once: cores that were let go of are others'. */
  const dispose = () => members.splice(0).forEach(({ core }) => core.release())
  try {
    await Promise.all(members.map(begin))
  } catch (error) {
    dispose()
    throw error
  }
  return {
    cores: members.length,
    isCoreLeft: members.length < threads.cores,
    get step() {
      return step
    },
    advance(steps, rest) {
      step += steps
      const shares = members.map(() => 0)
      const work = issue(members.map(({ core }, i) => core.call('advance', () => [[steps]], (share) => (shares[i] = share))))
      return rest && resting(work, rest, () => mean(shares))
    },
    settled: () => issued.then(() => {}),
    setArms: (next) => void issue(members.map(({ core }) => core.call('setArms', () => [[next]]))),
    take: (features, labels = new Int32Array(0)) => taken.push(packed(features, labels)) - 1,
    predict: (handle, repeat, rest) => ask(handle, repeat, rest, (core, runs, onPart) => core.call('predict', () => [[handle, runs]], onPart)),
    measure: (handle, arms, repeat, rest) => ask(handle, repeat, rest, (core, runs, onPart) => core.call('measure', () => [[handle, runs, arms]], onPart)),
    async snapshot() {
      const states = await Promise.all(members.map(({ core }) => core.call('snapshot', () => [[]])))
      const numbers = (of: (state: (typeof states)[number]) => Float32Array) => together(all, states.map((state, i) => ({ runs: members[i].runs, numbers: of(state) })))
      return { step: states[0].step, parameters: numbers((state) => state.parameters), slots: states[0].slots.map((_, slot) => numbers((state) => state.slots[slot])) }
    },
    restore(snapshot) {
      step = snapshot.step
      const restored = members.map(({ core, runs }) => {
        const [parameters, ...slots] = [snapshot.parameters, ...snapshot.slots].map((numbers) => apart(runs, numbers, count))
        return core.call('restore', () => [[{ step: snapshot.step, parameters, slots }]])
      })
      void issue(restored)
    },
    dispose,
  }
}

/** Looks now and then how far the work is, and rests. Rejects as the work does, and as a rest does. */
async function resting(work: Promise<unknown>, rest: Rest, share: () => number): Promise<void> {
  for (;;) {
    if (await within(LOOK_MS, work.then(() => true))) return
    await rest(share())
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
