import { useState } from 'react'
import { type Axis, settledAxis } from './axis.ts'
import { useStable } from './useStable.ts'

/** An axis that changes only where it must, until all is there: drawing axes anew is the dearest part of a figure. */
export function useSettled(wanted: Axis, isWhole = false): Axis {
  const stable = useStable(wanted)
  const [kept, setKept] = useState(stable)
  const next = isWhole ? stable : settledAxis(kept, stable)
  if (next !== kept) setKept(next)
  return next
}
