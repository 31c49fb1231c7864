import { useMemo } from 'react'
import type { Session } from '../../store/session.ts'
import type { Axis } from './axis.ts'
import { type Curve, Curves, type Quantity } from './curves.ts'
import { type View, useView } from './view.ts'

/** The values of a quantity on an axis and in words. */
export interface Face {
  /** The name of the y axis, with its unit. */
  readonly yName: string
  readonly yAxis: (curves: readonly Curve[]) => Axis
  /** A tick of the y axis. */
  readonly tick: (value: number) => string
  /** A value in legend, table and summary. */
  readonly format: (value: number) => string
}

/** How one quantity is drawn. */
export interface LineKind extends Quantity, Face {
  /** How it is drawn minus the baseline's; left out where such a difference means nothing. */
  readonly difference?: Face
  /** What stands for a value that a finite run does not have. */
  readonly missing?: string
  /** Why it is never drawn minus the baseline's. */
  readonly incomparable?: string
}

/** The curves of a quantity in a session, up to date with its version. */
export function useCurves(
  { history, repeats }: Session,
  { split, metric, index }: Quantity,
  compared: View['compared'] = 'values',
): Curves {
  const curves = useMemo(
    () => new Curves(history, { split, metric, index }, repeats, compared),
    [history, split, metric, index, repeats, compared],
  )
  curves.update()
  return curves
}

/** A value of an arm at a frame in words; that it is not defined, where nothing diverged. */
export function textAt({ missing }: Pick<LineKind, 'missing'>, { format }: Pick<Face, 'format'>, curves: Curves, arm: number, frame: number): string {
  const value = curves.arms[arm].mean[frame] ?? NaN
  return missing && Number.isNaN(value) && curves.isFinite(arm, frame) ? missing : format(value)
}

/** Whether a quantity is now drawn as the difference from the baseline; a figure may have its own choice. */
export function useCompared({ difference }: LineKind, arms: number, own?: View['compared']): View['compared'] {
  const shared = useView((view) => view.compared)
  return difference && arms > 1 ? (own ?? shared) : 'values'
}
