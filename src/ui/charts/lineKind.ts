import { useMemo } from 'react'
import type { Session } from '../../store/session.ts'
import type { Axis } from './axis.ts'
import { type Curve, Curves, type Quantity } from './curves.ts'

/** How one quantity is drawn. */
export interface LineKind extends Quantity {
  /** The name of the y axis, with its unit. */
  readonly yName: string
  readonly yAxis: (curves: readonly Curve[]) => Axis
  /** A tick of the y axis. */
  readonly tick: (value: number) => string
  /** A value in legend, table and summary. */
  readonly format: (value: number) => string
}

/** The curves of a quantity in a session, up to date with its version. */
export function useCurves({ history, repeats }: Session, { split, metric, index }: Quantity): Curves {
  const curves = useMemo(
    () => new Curves(history, { split, metric, index }, repeats),
    [history, split, metric, index, repeats],
  )
  curves.update()
  return curves
}
