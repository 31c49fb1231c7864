import type { ImageShape } from '../data/dataset.ts'
import type { Survey } from '../data/readers/table/columns.ts'
import type { Experiment, Settings, TrainingSettings } from '../experiment/index.ts'
import type { SplitName } from '../experiment/layout.ts'
import type { Pace } from '../experiment/pace.ts'
import type { Measured } from '../experiment/records.ts'
import type { Shape } from '../network/layer.ts'

/** What the page asks of the worker. */
export type Request =
  /** Builds data and networks from the seeds and waits at step 0. Frames of an earlier session stop. */
  | { readonly type: 'open'; readonly session: number; readonly experiment: Experiment }
  /**
   * A change of live fields only: what differs from what was told before. With `follows` it takes over what changed as
   * planned, and asks for nothing.
   */
  | { readonly type: 'update'; readonly experiment: Experiment; readonly follows?: boolean }
  /** Trains until this step, then pauses; in a hurry as fast as it goes, until another pace is chosen. */
  | { readonly type: 'train'; readonly until: number; readonly hurried?: true }
  /** How fast what is watched trains from now on. */
  | { readonly type: 'pace'; readonly pace: Pace }
  | { readonly type: 'pause' }
  /** The page has drawn a frame; the next may be sent. */
  | { readonly type: 'acknowledge'; readonly session: number }
  /** WebGPU does not answer: where the choice of an engine is left open, none on it is chosen, for this reason in a sentence. */
  | { readonly type: 'refuseGpu'; readonly why: string }
  /** What frames picture from now on. */
  | ({ readonly type: 'watch' } & Watch)
  /** Follow one example through training, or none. Answered by `life`, at once and as training goes on. */
  | { readonly type: 'track'; readonly example: ExampleRef | null }
  /** Look at what the followed example becomes in the network, or no longer. Answered by `maps`, at once and as training goes on. */
  | { readonly type: 'look'; readonly look: Look | null }
  /**
   * Trains what an experiment's plan says beside the session, which pauses, and measures at these steps, or where a
   * sweep is measured. Jobs follow one another. Answered by `jobProgress`, `jobResult` and `jobEnd`.
   */
  | { readonly type: 'job'; readonly job: number; readonly experiment: Experiment; readonly steps?: readonly number[] }
  /** Ends a job, whether it runs or waits; what it measured stands. */
  | { readonly type: 'stopJob'; readonly job: number }
  /**
   * Files dropped on the page, a table to be read by this choice of columns; openings after it wait for them. Answered
   * by `files`, or by `table`: where a table is only to be looked at, or cannot be read so.
   */
  | { readonly type: 'files'; readonly id: number; readonly files: readonly File[]; readonly columns?: string; readonly look?: boolean }

/** What frames picture. */
export interface Watch {
  /** The repeat whose runs are pictured. */
  readonly repeat: number
  /** Whether confusion counts are asked for. */
  readonly confusion: boolean
}

/** One example of the data, by its place in its split; where repeats draw their own data, in that of the watched one. */
export interface ExampleRef {
  readonly split: SplitName
  readonly index: number
}

/** One example's P_t in every run that has it, from step 0 to now. */
export interface Life {
  readonly example: ExampleRef
  /** Where repeats draw their own data: the one whose example it is. Only its runs are told, one of each arm. */
  readonly repeat?: number
  readonly label: number
  /** Differs from `label` where label noise changed it. */
  readonly trueLabel: number
  /** Steps at which parameters were kept, ascending. */
  readonly steps: Float64Array
  /** [steps × runs] */
  readonly pt: Float32Array
  /** The class that each run predicts, [steps × runs]. */
  readonly predicted: Uint8Array
}

/** Where maps are looked at. */
export interface Look {
  readonly arms: readonly number[]
  /** At the kept step next to this one; null: at the newest. */
  readonly moment: number | null
}

/** What the followed example becomes in convolutional layers, in one repeat at one step. */
export interface Maps {
  readonly example: ExampleRef
  readonly step: number
  readonly repeat: number
  /** Of each convolutional layer what it gives to the next, activated and pooled: [height, width, channels]. */
  readonly shapes: readonly Shape[]
  /** [size, size, channels, filters] of the first. */
  readonly filterShape: Shape
  readonly arms: readonly ArmMaps[]
}

/** The same in one arm; each in its shape. */
export interface ArmMaps {
  readonly arm: number
  readonly layers: readonly Float32Array[]
  /** Weights of the first layer. */
  readonly filters: Float32Array
}

export type EngineName = Exclude<TrainingSettings['engine'], 'auto'>

/** What trains, for the status text. */
export interface EngineStatus {
  readonly name: EngineName
  /** For a person: “TensorFlow.js on WebGPU (SwiftShader, software)”. */
  readonly label: string
  /** Why it is not the one that was asked for, when it is not. */
  readonly reason?: string
  /** Why it was chosen, where that was left open, in a sentence. */
  readonly why?: string
  /** Another that is faster here: “3.1 times”. */
  readonly faster?: { readonly name: EngineName; readonly label: string; readonly times: string }
}

/**
 * Measurements of some arms of one group of a plan, at one step; run r is arm `firstArm` + ⌊r / repeats⌋ in repeat
 * r mod repeats. A run that diverged is not a number.
 */
export interface Result extends Measured {
  readonly engine: EngineStatus
  readonly group: number
  readonly firstArm: number
  readonly arms: number
  /** Steps of single runs trained so far, and of the whole plan. */
  readonly done: number
  readonly total: number
}

/** What the page draws of the data. */
export interface DataSummary {
  /** The repeat whose draw it is; absent where all repeats share their data. */
  readonly repeat?: number
  readonly classes: number
  readonly classNames: readonly string[]
  readonly dimensions: number
  /** Examples per class. */
  readonly trainCounts: readonly number[]
  readonly testCounts: readonly number[]
  /** The batch size used, never more than there are training examples. */
  readonly batchSize: number
  /** 2-D data only, in standardised units. */
  readonly points?: {
    readonly train: PointSet
    readonly test: PointSet
    /** The surface is computed over this box: x from, x to, y from, y to. */
    readonly box: readonly [number, number, number, number]
  }
  /** Image data only. */
  readonly images?: ImageShape & {
    /** Training images as bytes, as many of each class in turn as `samplesPerClass` says. */
    readonly samples: Uint8Array
    readonly samplesPerClass: readonly number[]
    /** All test images as bytes, in the order that `WorstImages.index` refers to. */
    readonly test: Uint8Array
    readonly testLabels: Int32Array
  }
}

export interface PointSet {
  /** [examples × 2] */
  readonly positions: Float32Array
  readonly labels: Int32Array
  readonly trueLabels: Int32Array
}

/** What an arm says over the box of `DataSummary.points`, one repeat. */
export interface Surface {
  /** Cells on each side; row 0 is the lowest y. */
  readonly side: number
  /** Most probable class of each cell, [side × side]. */
  readonly winner: Uint8Array
  /** Its probability, 0–255. */
  readonly confidence: Uint8Array
  /** Whether the arm gets each point right, in the order of the point sets. */
  readonly trainRight: Uint8Array
  readonly testRight: Uint8Array
}

/** Of the measured test images those that an arm gives the smallest P_t, worst first; one repeat. */
export interface WorstImages {
  readonly index: Int32Array
  readonly pt: Float32Array
  readonly predicted: Int32Array
}

/** One step of training as the page is told of it. */
export interface Frame {
  readonly session: number
  readonly step: number
  readonly stepsPerSecond: number
  /** [train, test][runs][layout.size], see `layout.ts`; while it trains, of a sample where all would take long. */
  readonly measurements: Float32Array
  /** What its last step was trained with; at step 0, what the first will be. */
  readonly settings: Settings
  /** What is trained, with all that was changed on the way so far; absent where it is what it was at the frame before. */
  readonly experiment?: Experiment
  readonly pictures: Pictures
}

/**
 * What a frame pictures of one repeat; each list has one entry per arm. A frame without a key has those of the frame
 * before; with the key and no value it has none.
 */
export interface Pictures {
  readonly repeat: number
  /** 2-D data only. */
  readonly surfaces?: readonly Surface[]
  /** Image data only. */
  readonly worst?: readonly WorstImages[]
  /** Measured test examples by label and predicted class, [classes × classes], row = label; only where asked for. */
  readonly confusion?: readonly Int32Array[]
}

/** Where on the page a message belongs; `own`: to own files that are waited for. */
export type Place = 'engine' | 'data' | 'own' | 'training'

/** What a session does; `failed`: it could not be opened, for a reason that was said. */
export type State = 'preparing' | 'failed' | 'ready' | 'training' | 'paused'

/** What the worker tells the page. */
export type Report =
  /** It holds the lock of its name from now on, until it ends. */
  | { readonly type: 'alive' }
  /** It is at an opening, and not held up: told every second. */
  | { readonly type: 'beat' }
  | { readonly type: 'state'; readonly session: number; readonly state: State }
  | {
      readonly type: 'opened'
      readonly session: number
      readonly engine: EngineStatus
      readonly data: DataSummary
    }
  /** The draw of another repeat, before the first frame that pictures it. */
  | { readonly type: 'data'; readonly session: number; readonly data: DataSummary }
  | { readonly type: 'frame'; readonly frame: Frame }
  /** Steps of single runs that a job has trained, and that it will have at its end. */
  | { readonly type: 'jobProgress'; readonly job: number; readonly done: number; readonly total: number }
  | { readonly type: 'jobResult'; readonly job: number; readonly result: Result }
  | { readonly type: 'jobEnd'; readonly job: number; readonly how: 'done' | 'stopped' }
  /** What was measured so far stands; `text` says what happened and what to do. */
  | { readonly type: 'jobEnd'; readonly job: number; readonly how: 'failed'; readonly text: string }
  | { readonly type: 'life'; readonly session: number; readonly life: Life }
  | { readonly type: 'maps'; readonly session: number; readonly maps: Maps }
  /** The engine changed while training; history goes on from `step`, with a gap mark. */
  | { readonly type: 'engine'; readonly session: number; readonly engine: EngineStatus; readonly step: number }
  | { readonly type: 'progress'; readonly session: number; readonly place: Place; readonly text: string; readonly loaded: number; readonly total: number }
  | { readonly type: 'message'; readonly session: number; readonly place: Place; readonly level: 'warning' | 'error'; readonly text: string }
  /**
   * These files were read and are kept for `data.kind = 'dropped'`; `text` says what they are, `file` is their fingerprint,
   * as links write it. Only the newest are answered.
   */
  | { readonly type: 'files'; readonly id: number; readonly accepted: true; readonly text: string; readonly file: string }
  | { readonly type: 'files'; readonly id: number; readonly accepted: false; readonly text: string }
  /** What a table holds; `fault` says why it could not be read as it was asked for. Only the newest files are answered. */
  | { readonly type: 'table'; readonly id: number; readonly survey: Survey; readonly fault?: string }
