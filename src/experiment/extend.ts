import { datasetOf, type DatasetKind } from '../data/catalogue.ts'
import { MAX_SWEEP_VALUES, type SweepAxis, sweepableOf, type SweepValues, sweepValues } from './sweep.ts'
import { coerceNumber } from './values.ts'

/** Values that a list takes more. */
const MORE = 2

/** The values at which a swept range ends though the number could go on; none of a single value. */
export function openEnds(axis: SweepAxis, kind: DatasetKind): number[] {
  const values = sweepValues(axis)
  return [values[0], values[values.length - 1]].filter((end) => extended(axis, kind, end) !== null)
}

/**
 * The same values and more beyond one of their ends: of a range half as many again at the same spacing, of a list two,
 * each as far from the last, or the same multiple of it where both are above 0. They stop at the number's bound; null
 * where there is no room beyond.
 */
export function extended(axis: SweepAxis, kind: DatasetKind, end: number): SweepValues | null {
  const numbers = sweepValues(axis)
  const isLow = end === numbers[0]
  const before = isLow ? numbers[1] : numbers[numbers.length - 2]
  // All terms are twice as many as any.
  const inner = before === Infinity ? 2 * end : before
  const { bounds, name } = sweepableOf(axis.field)
  const [least, most] = name === 'classes' ? datasetOf(kind).classes : [bounds.min, bounds.max]
  if (numbers.length < 2 || !Number.isFinite(end) || (isLow ? end <= least : end >= most)) return null
  const isRange = 'from' in axis.values
  const isLog = Math.min(end, inner) > 0 && ('from' in axis.values ? axis.values.spacing === 'log' : true)
  const span = numbers.length - 1
  const [low, high] = [numbers[0], numbers[span]]
  const ratio = isRange ? (high / low) ** ((isLow ? -1 : 1) / span) : end / inner
  const step = isRange ? ((isLow ? -1 : 1) * (high - low)) / span : end - inner
  const next = (i: number) => Number((isLog ? end * ratio ** i : end + i * step).toPrecision(6))
  const wanted = Array.from({ length: isRange ? Math.ceil(numbers.length / 2) : MORE }, (_, i) => next(i + 1))
  const free = wanted.filter((value) => (isLow ? value < end && value >= least : value > end && value <= most))
  if ('from' in axis.values && free.length > 0) {
    const last = coerceNumber(bounds, free[free.length - 1])
    const [from, to] = isLow ? [last, high] : [low, last]
    return { from, to, count: Math.min(MAX_SWEEP_VALUES, numbers.length + free.length), spacing: axis.values.spacing }
  }
  const more = (free.length > 0 ? free : [isLow ? least : most]).map((value) => coerceNumber(bounds, value))
  const all = [...new Set([...numbers, ...more])].sort((a, b) => a - b)
  return all.length > numbers.length && all.length <= MAX_SWEEP_VALUES ? all : null
}
