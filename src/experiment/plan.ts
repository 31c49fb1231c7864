import { datasetOf, effectiveClasses } from '../data/catalogue.ts'
import { withEpsilon } from './arm.ts'
import type { TrainedArm } from './changes.ts'
import type { Experiment } from './experiment.ts'
import type { Arm, DataSettings, OptimizerSettings } from './schema.ts'
import { type Sweep, type Sweepable, type SweepAxis, sweepableOf, sweepValues } from './sweep.ts'

/** An arm as a plan trains it. */
export interface PlannedArm extends TrainedArm {
  /** The arm of the experiment that it is, or is a variant of. */
  readonly of: number
  /** Its value of the swept number; null where it stands for all values, as the baseline of a swept ε does. */
  readonly value: number | null
  /** Its value of the second number; null where there is none, or where it stands for all values. */
  readonly second: number | null
}

/** Arms that train together, on the same data and repeats. */
export interface Group {
  readonly data: DataSettings
  /** The baseline first: what the others of the group are compared with, in pairs. */
  readonly arms: readonly PlannedArm[]
}

/** All that is trained: of a sweep, or of an experiment without one. Run r of a group is its arm ⌊r / repeats⌋ in repeat r mod repeats. */
export interface Plan {
  readonly repeats: number
  readonly steps: number
  /** One for each data set; there is more than one only where a number of the data is swept. */
  readonly groups: readonly Group[]
}

/** One value on an axis, or the absence of the axis. */
interface Point {
  readonly of: Sweepable | null
  readonly value: number | null
}

/**
 * What an experiment trains. Of a sweep, in each group: the baseline, the other arms that are not swept, and the swept
 * arm once for each value, or for each pair of values. Without one: its arms.
 */
export function planOf(experiment: Experiment): Plan {
  const { sweep, data, arms, optimizer, training } = experiment
  if (!sweep) {
    const planned = arms.map((arm, of): PlannedArm => ({ of, arm, optimizer, value: null, second: null }))
    return { repeats: training.repeats, steps: training.steps, groups: [{ data, arms: planned }] }
  }
  const first = pointsOf(sweep, data)
  const second = sweep.second ? pointsOf(sweep.second, data) : [NO_POINT]
  const groups = dataPoints(first).flatMap((one) =>
    dataPoints(second).map((other) => ({
      data: withDial(withDial(data, one), other),
      arms: armsOf(experiment, sweep, [one, other], [armPoints(first), armPoints(second)]),
    })),
  )
  return { repeats: sweep.repeats, steps: sweep.steps, groups }
}

/** How many networks a plan trains. */
export function plannedRuns({ groups, repeats }: Plan): number {
  return groups.reduce((sum, { arms }) => sum + arms.length * repeats, 0)
}

/** Why parts of a sweep would show nothing, in words for a person; empty where there is nothing to say. */
export function sweepRemarks({ sweep, data, arms, optimizer }: Experiment): string[] {
  if (!sweep) return []
  const { dials, classes } = datasetOf(data.kind)
  const swept = arms[sweptArm(sweep, arms.length)]
  return axesOf(sweep).flatMap((axis) => {
    const of = sweepableOf(axis.field)
    if (of.group === 'data' && isDial(of.name) && !dials.includes(of.name)) {
      return [`${of.label} does nothing to this dataset: every value is the same data.`]
    }
    if (of.name === 'classes' && sweepValues(axis).some((value) => value < classes[0] || value > classes[1])) {
      return [`This dataset has ${classes[0]} to ${classes[1]} classes; values beyond count as the nearest of these.`]
    }
    if (of.name === 'beta' && swept.classWeights !== 'effective') {
      return ['β does nothing unless the swept arm weighs classes by their effective number.']
    }
    if (of.name === 'momentum' && optimizer.kind !== 'sgd') return ['Momentum does nothing unless the optimizer is SGD.']
    return []
  })
}

/** The arm that a sweep varies, of an experiment with so many. */
export function sweptArm({ arm }: Pick<Sweep, 'arm'>, arms: number): number {
  return Math.min(arm, arms - 1)
}

/** An arm and its optimizer with a number of theirs at another value. */
export function withValue(arm: Arm, optimizer: OptimizerSettings, of: Sweepable, value: number): { arm: Arm; optimizer: OptimizerSettings } {
  if (of.group === 'optimizer') return { arm, optimizer: { ...optimizer, [of.name]: value } }
  if (of.group === 'data') return { arm, optimizer }
  if (of.name !== 'epsilon') return { arm: { ...arm, [of.name]: value }, optimizer }
  return { arm: withEpsilon(arm, of.order, value), optimizer }
}

const NO_POINT: Point = { of: null, value: null }

function armsOf(
  { arms, optimizer }: Experiment,
  sweep: Sweep,
  [one, other]: readonly [Point, Point],
  [first, second]: readonly [readonly Point[], readonly Point[]],
): PlannedArm[] {
  const at = { value: one.value, second: other.value }
  const swept = sweptArm(sweep, arms.length)
  const isSwept = [first, second].some((points) => points.some(({ of }) => of !== null))
  const others = arms.map((arm, of): PlannedArm => ({ of, arm, optimizer, ...at })).filter(({ of }) => !isSwept || of === 0 || of !== swept)
  if (!isSwept) return others
  const variants = first.flatMap((a) =>
    second.map((b): PlannedArm => {
      const settings = [a, b].reduce((now, { of, value }) => {
        return of === null || value === null ? now : withValue(now.arm, now.optimizer, of, value)
      }, { arm: arms[swept], optimizer })
      return { of: swept, ...settings, value: a.value ?? at.value, second: b.value ?? at.second }
    }),
  )
  return [...others, ...variants]
}

function axesOf(sweep: Sweep): SweepAxis[] {
  return sweep.second ? [sweep, sweep.second] : [sweep]
}

function pointsOf(axis: SweepAxis, { kind }: DataSettings): Point[] {
  const of = sweepableOf(axis.field)
  const values = sweepValues(axis)
  if (of.name !== 'classes') return values.map((value) => ({ of, value }))
  // A dataset has so many classes at least and at most: values beyond would be the same data again.
  return [...new Set(values.map((value) => effectiveClasses(kind, value)))].map((value) => ({ of, value }))
}

/** The points of an axis that make data sets of their own. */
function dataPoints(points: readonly Point[]): readonly Point[] {
  return points[0].of?.group === 'data' ? points : [NO_POINT]
}

/** The points of an axis that make arms of their own. */
function armPoints(points: readonly Point[]): readonly Point[] {
  return points[0].of?.group === 'data' ? [NO_POINT] : points
}

function withDial(data: DataSettings, { of, value }: Point): DataSettings {
  return of === null ? data : { ...data, [of.name]: value }
}

function isDial(name: string): name is 'classes' | 'samples' | 'noise' {
  return name === 'classes' || name === 'samples' || name === 'noise'
}
