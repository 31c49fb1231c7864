import { temporal } from 'zundo'
import { create } from 'zustand'
import { withEpsilon } from '../experiment/arm.ts'
import { withChange } from '../experiment/changes.ts'
import { sweepSchema } from '../experiment/sweep.ts'
import {
  type Arm,
  type Change,
  type DataSettings,
  defaultArm,
  defaultExperiment,
  type Experiment,
  type Field,
  MAX_ARMS,
  schema,
  type Settings,
  type Sweep,
} from '../experiment/index.ts'
import type { Loss } from '../loss/index.ts'
import { coerce } from './coerce.ts'
import { withDrawing } from './drawing.ts'
import { type Gesture, gestureOf, goesOn } from './gesture.ts'

/** The groups of fields that an experiment has once; arms have their own. */
export type Group = Exclude<keyof typeof schema, 'arm'>

interface ExperimentState {
  readonly experiment: Experiment
  /** The arm that was edited last. */
  readonly selected: number
  /** Grows when a whole experiment is loaded: it opens anew, even where only live fields differ. */
  readonly loads: number
}

/** What undo brings back. */
export type Kept = Pick<ExperimentState, 'experiment' | 'selected'>

/** As many changes can be undone. */
const MOST_UNDOS = 200

let lastGesture: Gesture | null = null

/** The next change begins a gesture of its own. */
export function endGesture(): void {
  lastGesture = null
}

/** The experiment as the controls show it; the engine follows it. Its `temporal` store is for `undo.ts`. */
export const useExperiment = create<ExperimentState>()(
  temporal(() => ({ experiment: defaultExperiment, selected: 1, loads: 0 }), {
    limit: MOST_UNDOS,
    partialize: ({ experiment, selected }): Kept => ({ experiment, selected }),
    equality: (before, after) => before.experiment === after.experiment,
    handleSet: (keep) => (before, replace, after) => {
      const { experiment } = before as Kept
      const gesture = gestureOf(experiment, after.experiment, Date.now())
      if (!gesture) return
      if (!goesOn(lastGesture, gesture)) keep(before as ExperimentState, replace)
      lastGesture = gesture
    },
  }),
)

/** What was drawn last: it comes back with its kind of data, whatever was opened between. */
let lastDrawing = ''
useExperiment.subscribe(({ experiment: { data } }) => {
  if (data.points) lastDrawing = data.points
})

function edit(change: (experiment: Experiment) => Experiment): void {
  useExperiment.setState(({ experiment }) => ({ experiment: change(experiment) }))
}

/** Sets one field; a value out of bounds goes to the nearest bound, one of another kind changes nothing. */
export function setField<G extends Group, N extends keyof Experiment[G]>(
  group: G,
  name: N,
  value: Experiment[G][N],
): void {
  edit((experiment) => {
    const fields: Record<PropertyKey, Field> = schema[group]
    const next = { ...experiment, [group]: { ...experiment[group], [name]: coerce(fields[name], value, experiment[group][name]) } }
    return { ...next, data: withDrawing(withFile(next.data), experiment.data, lastDrawing) }
  })
}

/** Sets fields beside the data, to values within their bounds, in one change. */
export function setFields(values: { readonly [G in 'model' | 'optimizer' | 'training']: Partial<Experiment[G]> }): void {
  edit((experiment) => ({
    ...experiment,
    model: { ...experiment.model, ...values.model },
    optimizer: { ...experiment.optimizer, ...values.optimizer },
    training: { ...experiment.training, ...values.training },
  }))
}

/** Nothing names a file, or columns of it, that it does not need. */
function withFile(data: DataSettings): DataSettings {
  return data.kind === 'dropped' ? data : { ...data, file: '', columns: '' }
}

/** Makes own files the dataset, told by their fingerprint, a table by this choice of columns. */
export function chooseFile(file: string, columns = ''): void {
  edit(({ data, ...rest }) => ({ ...rest, data: { ...data, kind: 'dropped', file, columns: coerce(schema.data.columns, columns, '') } }))
}

/**
 * Names the own files that an experiment on own data is on, where it names none, and the columns by which they were read
 * last. Nobody's edit, as `followChanges`.
 */
export function nameFile(file: string, columns = ''): void {
  editBeside((experiment) => {
    const { data } = experiment
    if (data.kind !== 'dropped' || data.file !== '' || file === '') return experiment
    return { ...experiment, data: { ...data, file, columns: data.columns || columns } }
  })
}

/** Sets one field of an arm, coerced as by `setField`. */
export function setArmField<N extends keyof Arm>(arm: number, name: N, value: Arm[N]): void {
  editArm(arm, (before) => ({ ...before, [name]: coerce(schema.arm[name], value, before[name]) }))
}

/** Sets ε_j of an arm, j from 1. Trailing zeros are left off, so that equal losses are written alike. */
export function setEpsilon(arm: number, j: number, value: number): void {
  editArm(arm, (before) => withCoerced(before, j, value))
}

/** Moves ε_j of several arms by the same amount, in one change. */
export function shiftEpsilon(arms: readonly number[], j: number, by: number): void {
  edit((experiment) => ({
    ...experiment,
    arms: experiment.arms.map((arm, i) => {
      // Sums of decimal steps carry rounding errors that would show in links.
      return arms.includes(i) ? withCoerced(arm, j, Number(((arm.epsilon[j - 1] ?? 0) + by).toPrecision(12))) : arm
    }),
  }))
}

function withCoerced(arm: Arm, j: number, value: number): Arm {
  return withEpsilon(arm, j, coerce(schema.arm.epsilon, [value], [arm.epsilon[j - 1] ?? 0])[0])
}

/** Selects an arm that there is. */
export function selectArm(arm: number): void {
  useExperiment.setState(({ experiment }) => (arm in experiment.arms ? { selected: arm } : {}))
}

/**
 * Moves the end of training, because training goes on past it. Nobody's edit, so it cannot be undone, and
 * undoing what came before leaves the end where it is.
 */
export function extendTraining(steps: number): void {
  editBeside((experiment) => ({
    ...experiment,
    training: { ...experiment.training, steps: Math.max(experiment.training.steps, coerce(schema.training.steps, steps, 0)) },
  }))
}

/** Takes over settings that changed as planned. Nobody's edit, so it cannot be undone, and undoing what came before leaves it. */
export function followChanges(changes: readonly Pick<Change, 'key' | 'value'>[]): void {
  editBeside((experiment) => changes.reduce(withChange, experiment))
}

/** Begins anew with these settings. Nobody's edit, as `followChanges`. */
export function beginWith({ arms, optimizer }: Settings): void {
  editBeside((experiment) => ({ ...experiment, arms, optimizer }))
}

/**
 * Sets up a sweep, or takes it away. What trains is not touched; undoing what came before leaves the set-up as it is.
 */
export function setSweep(sweep: Sweep | null): void {
  const { repeats, steps } = sweepSchema
  const kept = sweep && { ...sweep, repeats: coerce(repeats, sweep.repeats, repeats.default), steps: coerce(steps, sweep.steps, steps.default) }
  editBeside((experiment) => ({ ...experiment, sweep: kept }))
}

/** An edit that undo passes by: it is made to what could be undone as well. */
function editBeside(change: (experiment: Experiment) => Experiment): void {
  const { temporal } = useExperiment
  temporal.getState().pause()
  edit(change)
  temporal.getState().resume()
  temporal.setState(({ pastStates, futureStates }) => {
    const [past, future] = [pastStates, futureStates].map((states) =>
      states.map((kept) => (kept.experiment ? { ...kept, experiment: change(kept.experiment) } : kept)),
    )
    return { pastStates: past, futureStates: future }
  })
}

/** Gives an arm the shape of another loss; its label smoothing and class weights stay. */
export function presetArm(arm: number, { gamma, terms, epsilon }: Loss): void {
  editArm(arm, (before) => ({ ...before, gamma, terms, epsilon }))
}

/** Adds an arm and selects it, unless there are as many as there may be. It starts as Poly-1 beside CE. */
export function addArm(): void {
  const { experiment } = useExperiment.getState()
  const count = experiment.arms.length
  if (count >= MAX_ARMS) return
  const arm: Arm = { ...defaultArm(count), epsilon: [NEW_EPSILON[count]] }
  useExperiment.setState({ experiment: { ...experiment, arms: [...experiment.arms, arm] }, selected: count })
}

/**
 * Puts an arm beside the others and selects it: added, or in place of the last that may go where there are as many as
 * there may be.
 *
 * @param keep an arm that stays, beside the baseline
 * @returns where it stands, and whether it took another's place
 */
export function putArm(arm: Arm, keep: number): { readonly at: number; readonly replaced: boolean } {
  const { experiment } = useExperiment.getState()
  const { length } = experiment.arms
  const replaced = length >= MAX_ARMS
  const at = !replaced ? length : keep === length - 1 ? length - 2 : length - 1
  const arms = replaced ? experiment.arms.with(at, arm) : [...experiment.arms, arm]
  useExperiment.setState({ experiment: { ...experiment, arms }, selected: at })
  return { at, replaced }
}

/** ε₁ of an added arm, by its index: each says something that the others do not. */
const NEW_EPSILON = [0, 2, -1, 5, 1, -0.5] as const

/** Removes an arm; the baseline stays. A sweep goes on with the arm it had, or with one in its place. */
export function removeArm(arm: number): void {
  if (arm === 0) return
  useExperiment.setState(({ experiment, selected }) => {
    const arms = experiment.arms.filter((_, i) => i !== arm)
    const { sweep } = experiment
    return {
      experiment: {
        ...experiment,
        arms,
        sweep: sweep && { ...sweep, arm: Math.min(arms.length - 1, sweep.arm > arm ? sweep.arm - 1 : sweep.arm) },
      },
      selected: selected >= arm && selected > 0 ? selected - 1 : selected,
    }
  })
}

/** Replaces the whole experiment: a preset, a link. The engine opens it anew. */
export function loadExperiment(experiment: Experiment): void {
  endGesture()
  useExperiment.setState(({ loads }) => ({
    experiment,
    selected: Math.min(1, experiment.arms.length - 1),
    loads: loads + 1,
  }))
}

function editArm(arm: number, change: (before: Arm) => Arm): void {
  useExperiment.setState(({ experiment }) => ({
    experiment: { ...experiment, arms: experiment.arms.map((before, i) => (i === arm ? change(before) : before)) },
    selected: arm,
  }))
}
