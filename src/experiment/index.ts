export { defaultArm, defaultExperiment, MAX_ARMS, schema } from './schema.ts'
export type { Arm, DataSettings, Experiment, ModelSettings, OptimizerSettings, TrainingSettings } from './schema.ts'
export type { Sweep, SweepAxis, SweepField, SweepRange, SweepValues } from './sweep.ts'
export type { ChoiceField, Field, NumberField, NumbersField } from './fields.ts'
