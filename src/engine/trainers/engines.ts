import { messageOf, sentence } from '../../experiment/text.ts'
import { schema, type TrainingSettings } from '../../experiment/index.ts'
import type { EngineStatus } from '../protocol.ts'
import type { EngineKind, Opened } from './engine.ts'
import { fused } from './fused/engine.ts'
import { Gpus } from './gpus.ts'
import { reference } from './reference/engine.ts'
import { tfjs, tfjsCpu } from './tfjs/engine.ts'
import type { ArmSettings, TrainingTask } from './trainer.ts'
import { wasm } from './wasm/engine.ts'

/** What can train, in the order in which it is tried. */
const ENGINES: readonly EngineKind[] = [fused, wasm, tfjs, tfjsCpu, reference]

/** A trainer with what the page is told of it. */
export interface Engine extends Opened {
  readonly status: EngineStatus
}

/** Finds what trains an experiment, and keeps devices between experiments. */
export class Engines {
  readonly #kinds: readonly EngineKind[]
  readonly #gpus = new Gpus()

  constructor(kinds = ENGINES) {
    this.#kinds = kinds
  }

  /** What trained was lost or failed: who opens next gets another device. */
  forget(): void {
    this.#gpus.forget()
  }

  /**
   * The engine that was asked for, or the best that works instead, with the reason; at last the reference, which works
   * everywhere. Throws only where that fails as well.
   */
  async open(wanted: TrainingSettings['engine'], task: TrainingTask, arms: readonly ArmSettings[]): Promise<Engine> {
    const asked = this.#kinds.filter(({ name, auto }) => (wanted === 'auto' ? auto : name === wanted))
    let reason: string | undefined
    for (const kind of asked) {
      if (kind === reference) break
      const opened = await this.#attempt(kind, task, arms)
      if (typeof opened !== 'string') return engineOf(kind, opened, reason)
      reason ??= opened
    }
    return engineOf(reference, await reference.open(task, arms, this.#gpus), reason)
  }

  async #attempt(kind: EngineKind, task: TrainingTask, arms: readonly ArmSettings[]): Promise<Opened | string> {
    const strange = task.network.layers.find((layer) => !kind.takes.includes(layer.kind))
    if (strange) return `${labelOf(kind)} trains no ${strange.kind} layers.`
    try {
      return await kind.open(task, arms, this.#gpus)
    } catch (error) {
      return sentence(`${labelOf(kind)} does not work here: ${messageOf(error)}`)
    }
  }
}

function labelOf({ name }: EngineKind): string {
  return schema.training.engine.options.find(({ value }) => value === name)?.label ?? name
}

function engineOf(kind: EngineKind, opened: Opened | string, reason?: string): Engine {
  if (typeof opened === 'string') throw new Error(opened)
  const label = opened.on ? `${labelOf(kind)} (${opened.on})` : labelOf(kind)
  return { ...opened, status: { name: kind.name, label, ...(reason && { reason }) } }
}
