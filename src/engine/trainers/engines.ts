import { messageOf, sentence } from '../../experiment/text.ts'
import { schema, type TrainingSettings } from '../../experiment/index.ts'
import type { EngineStatus } from '../protocol.ts'
import { within } from '../within.ts'
import type { EngineKind, Opened, Place } from './engine.ts'
import { fused } from './fused/engine.ts'
import { Gpus } from './gpus.ts'
import { reference } from './reference/engine.ts'
import { tfjs, tfjsCpu, tfjsWebgl } from './tfjs/engine.ts'
import type { ArmSettings, TrainingTask } from './trainer.ts'
import { createTrials, tried, trialKey, type Trials } from './trials.ts'
import { wasm } from './wasm/engine.ts'

const PORTABLE = 'wasm'
/** As many times as fast it has to be for a person to be told of it where a graphics card trains. */
const OFFERED = 2

/** A device that takes longer, in milliseconds, does not answer: where the choice is left open, and where an engine on it was asked for. */
const PATIENCE = { auto: 10_000, named: 60_000 } as const

/** What can train, in the order in which it is tried. */
const ENGINES: readonly EngineKind[] = [fused, wasm, tfjs, tfjsWebgl, tfjsCpu, reference]

/** A trainer with what the page is told of it. */
export interface Engine extends Opened {
  readonly status: EngineStatus
}

/** Finds what trains an experiment, and keeps devices between experiments. */
export class Engines {
  readonly #kinds: readonly EngineKind[]
  readonly #trials: Trials
  readonly #gpus: Gpus

  constructor(kinds = ENGINES, trials = createTrials(), gpus = new Gpus()) {
    this.#kinds = kinds
    this.#trials = trials
    this.#gpus = gpus
  }

  /** What trained was lost or failed: who opens next gets another device. */
  forget(): void {
    this.#gpus.forget()
  }

  /** The device that engines on WebGPU share does not answer: where the choice is left open, none is chosen, for this reason in a sentence. */
  refuseGpu(why: string): void {
    this.#gpus.refuse(why)
  }

  /**
   * The engine that was asked for, or the best that works instead, with the reason; at last the reference, which works
   * everywhere. Left to choose, the first that works, or where no graphics card does the work, the faster in a short
   * trial. A device that does not answer is one that does not work. Throws, in sentences for a person, only where even the reference fails.
   */
  async open(wanted: TrainingSettings['engine'], task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine> {
    const asked = this.#kinds.filter(({ name, auto }) => (wanted === 'auto' ? auto : name === wanted))
    const patience = wanted === 'auto' ? PATIENCE.auto : PATIENCE.named
    if (wanted !== 'auto' && asked.some(({ usesGpu }) => usesGpu)) this.#gpus.insist()
    let reason: string | undefined
    for (const kind of asked) {
      if (kind === reference) break
      const known = wanted === 'auto' && (await this.#asBefore(kind, task, arms))
      if (known) return known
      const opened = await this.#attempt(kind, task, arms, patience)
      if (typeof opened !== 'string') return wanted === 'auto' ? this.#compare(kind, opened, reason, task, arms) : engineOf(kind, opened, { reason })
      reason ??= opened
    }
    const last = await this.#attempt(reference, task, arms)
    if (typeof last === 'string') throw new Error([reason, last].filter(Boolean).join(' '))
    return engineOf(reference, last, { reason })
  }

  /** The portable engine where it was the faster here before: for another, nothing has to be compiled to say so again. */
  async #asBefore(kind: EngineKind, task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine | undefined> {
    const portable = this.#kinds.find(({ name }) => name === PORTABLE)
    const place = portable && kind.place && (await this.#answered(kind, kind.place(this.#gpus), PATIENCE.auto).catch(() => undefined))
    if (!portable || typeof place !== 'object' || place.isCard !== false) return
    const times = await this.#trials.get(trialKey(kind.name, place.on, task, arms.length))
    if (times === undefined || times < 1) return
    const opened = await this.#attempt(portable, task, arms)
    return typeof opened === 'string' ? undefined : engineOf(portable, opened, { why: fasterText(times, kind, place) })
  }

  /** What was opened, or the portable engine where that is the better choice here; where only a person can say, its offer. */
  async #compare(kind: EngineKind, opened: Opened, reason: string | undefined, task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine> {
    // Nothing is lost where the portable engine trains because there is no graphics card.
    if (kind.name === PORTABLE) return engineOf(kind, opened, { why: reason })
    const portable = this.#kinds.find(({ name }) => name === PORTABLE)
    if (!portable || opened.isCard === undefined) return engineOf(kind, opened, { reason })
    const stays = (times: number) =>
      engineOf(kind, opened, { reason, ...(times > OFFERED && { faster: { name: PORTABLE, label: labelOf(portable), times: timesText(times) } }) })
    const key = trialKey(kind.name, opened.on, task, arms.length)
    const known = await this.#trials.get(key)
    if (known !== undefined && (opened.isCard || known < 1)) return stays(known)
    const other = await this.#attempt(portable, task, arms)
    if (typeof other === 'string') return stays(0)
    try {
      const times = known ?? (await tried(other.trainer, opened.trainer, PATIENCE.auto))
      if (times === Infinity) {
        const why = silentText(kind, PATIENCE.auto)
        opened.trainer.dispose()
        this.refuseGpu(why)
        return engineOf(portable, other, { why })
      }
      if (known === undefined) this.#trials.set(key, times)
      if (!opened.isCard && times >= 1) {
        opened.trainer.dispose()
        return engineOf(portable, other, { why: fasterText(times, kind, opened) })
      }
      other.trainer.dispose()
      return stays(times)
    } catch {
      // What failed in its trial is not chosen.
      other.trainer.dispose()
      return stays(0)
    }
  }

  /** The answer; of a GPU that gives none for so many milliseconds, that it does not: it is asked no more. */
  async #answered<T>(kind: EngineKind, answer: Promise<T | string>, patience: number): Promise<T | string> {
    const given = await (kind.usesGpu ? within(patience, answer) : answer)
    if (given !== undefined) return given
    const why = silentText(kind, patience)
    this.refuseGpu(why)
    return why
  }

  async #attempt(kind: EngineKind, task: TrainingTask, arms: readonly ArmSettings[], patience: number = PATIENCE.auto): Promise<Opened | string> {
    const strange = task.network.layers.find((layer) => !kind.takes.includes(layer.kind))
    if (strange) return `${labelOf(kind)} trains no ${strange.kind} layers.`
    try {
      const opening = kind.open(task, arms, this.#gpus)
      const opened = await this.#answered(kind, opening, patience)
      // What comes too late is not kept.
      if (typeof opened === 'string') opening.then((late) => typeof late !== 'string' && late.trainer.dispose(), () => {})
      return opened
    } catch (error) {
      return sentence(`${labelOf(kind)} does not work here: ${messageOf(error)}`)
    }
  }
}

function labelOf({ name }: EngineKind): string {
  return schema.training.engine.options.find(({ value }) => value === name)?.label ?? name
}

function engineOf(kind: EngineKind, opened: Opened, said: Omit<EngineStatus, 'name' | 'label'>): Engine {
  const label = opened.on ? `${labelOf(kind)} (${opened.on})` : labelOf(kind)
  const known = Object.entries(said).filter(([, value]) => value !== undefined)
  return { ...opened, status: { name: kind.name, label, ...Object.fromEntries(known) } }
}

function silentText(kind: EngineKind, ms: number): string {
  return `${labelOf(kind)} did not answer within ${ms / 1000} seconds.`
}

/** Why the portable engine was chosen. */
function fasterText(times: number, kind: EngineKind, { on }: Place): string {
  return `Here it is ${timesText(times)} as fast as ${labelOf(kind)} (${on}).`
}

/** “11 times”, “1.4 times”. */
function timesText(times: number): string {
  return `${times < 10 ? times.toFixed(1) : Math.round(times)} times`
}
