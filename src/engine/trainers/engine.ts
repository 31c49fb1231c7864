import type { PlacedLayer } from '../../network/network.ts'
import type { EngineName } from '../protocol.ts'
import { type Gpu, type Gpus, isSoftware, UNKNOWN } from './gpus.ts'
import type { ArmSettings, Trainer, TrainingTask } from './trainer.ts'

/** Makes a trainer, once what it needs is there. */
export type Create = (task: TrainingTask, arms: readonly ArmSettings[]) => Promise<Trainer>

/** What an engine runs on. */
export interface Place {
  /** For a person, where there is a choice: “NVIDIA Hopper”. */
  readonly on?: string
  /** Of a GPU: whether it is known to be a graphics card, and not played by a processor. */
  readonly isCard?: boolean
}

/** A trainer, and what else is to be known of what it runs on. */
export interface Opened extends Place {
  readonly trainer: Trainer
  /** Resolves when what it runs on is lost; null where there is nothing to lose. */
  readonly lost: Promise<unknown> | null
  /** Whether it takes every core, so that it has to rest while the page draws a frame. */
  readonly isEverywhere?: boolean
  /** Milliseconds from one frame to the next, where measuring is quick. */
  readonly frameMs: number
}

/** What can train: one literal each, listed in `engines.ts`. */
export interface EngineKind {
  /** As links write it; its label is that of the schema's option. */
  readonly name: EngineName
  /** Whether it is tried where the person leaves the choice. */
  readonly auto: boolean
  /** Whether it asks for a WebGPU device. */
  readonly usesGpu?: true
  /** The kinds of layers that it trains. */
  readonly takes: readonly PlacedLayer['kind'][]
  /** What it would run on, which is known before anything is compiled for it; or why it cannot. */
  place?(gpus: Gpus): Promise<Place | string>
  /** Makes its trainer of a task, or says in words for a person why it cannot. */
  open(task: TrainingTask, arms: readonly ArmSettings[], gpus: Gpus): Promise<Opened | string>
}

/** From frame to frame, where nothing but training needs the processor beside the page. */
export const FRAME_MS = 100
/** The same where no core is left over: those that train have to put the page together as well. */
export const BUSY_FRAME_MS = 170

/** What is to be known of a trainer on a GPU. */
export function onGpu({ device, name }: Gpu): Omit<Opened, 'trainer'> {
  return { on: name, isCard: name !== UNKNOWN && !isSoftware(device), lost: device.lost, frameMs: isSoftware(device) ? BUSY_FRAME_MS : FRAME_MS }
}
