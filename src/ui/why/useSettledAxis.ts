import { useState } from 'react'
import { type Axis, niceAxis, settle } from '../plot/axis.ts'
import { useStable } from '../plot/useStable.ts'

/** An axis over low…high, low ≤ 0 ≤ high, that grows at once and comes down only when half would do. */
export function useSettledAxis(low: number, high: number, count: number): Axis {
  const [top, setTop] = useState(high)
  const [bottom, setBottom] = useState(-low)
  const settledTop = settle(top, high)
  const settledBottom = settle(bottom, -low)
  if (settledTop !== top) setTop(settledTop)
  if (settledBottom !== bottom) setBottom(settledBottom)
  return useStable(niceAxis(-settledBottom, settledTop, count))
}
