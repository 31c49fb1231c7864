import { useState } from 'react'
import type { Axis } from '../plot/axis.ts'
import { useStable } from '../plot/useStable.ts'
import { settledAxis } from './metricAxis.ts'

/** An axis that changes only where it must, until all is measured: drawing axes anew is the dearest part of a figure. */
export function useSettled(wanted: Axis, isWhole: boolean): Axis {
  const stable = useStable(wanted)
  const [kept, setKept] = useState(stable)
  const next = isWhole ? stable : settledAxis(kept, stable)
  if (next !== kept) setKept(next)
  return next
}
