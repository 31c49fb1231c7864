import { defaultsOf } from './fields.ts'
import { type Arm, type DataSettings, type ModelSettings, type OptimizerSettings, schema, type TrainingSettings } from './schema.ts'
import type { Sweep } from './sweep.ts'

/** A live field at another value from a step on: the next step is the first that is trained with it. */
export interface Change {
  readonly step: number
  /** As links and exports have it: `lr`, `arm1.gamma`, `arm2.eps1`. */
  readonly key: string
  readonly value: number | string
}

/** All that a link carries. */
export interface Experiment {
  readonly data: DataSettings
  readonly model: ModelSettings
  readonly optimizer: OptimizerSettings
  readonly training: TrainingSettings
  /** Arm 0 is the baseline. */
  readonly arms: readonly Arm[]
  /** A sweep that is set up; the experiment trains without it. */
  readonly sweep: Sweep | null
  /** What becomes of live fields on the way, by step. */
  readonly changes: readonly Change[]
}

const crossEntropy: Arm = defaultsOf(schema.arm)

/** The arm that stands at this index unless a link says otherwise: CE, and Poly-1 with ε₁ = 2 as arm 1. */
export function defaultArm(index: number): Arm {
  return index === 1 ? { ...crossEntropy, epsilon: [2] } : crossEntropy
}

/** What the page opens with. */
export const defaultExperiment: Experiment = {
  data: defaultsOf(schema.data),
  model: defaultsOf(schema.model),
  optimizer: defaultsOf(schema.optimizer),
  training: defaultsOf(schema.training),
  arms: [defaultArm(0), defaultArm(1)],
  sweep: null,
  changes: [],
}
