import { useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Arm } from '../../experiment/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import { shownFrame } from '../../store/moment.ts'
import { useSession, type Session } from '../../store/session.ts'

const waiting = new Set<() => void>()
let scheduled = false

/**
 * How long the redraws of one animation frame may take, in milliseconds. Each frame that shows something new has to be
 * put together by the device that trains, so that a few redraws at a time leave more of it than one.
 */
const TURN_MS = 7

/** Draws what waits while there is time, then leaves the page a frame's time before the next. */
function turn(): void {
  const end = performance.now() + TURN_MS
  for (const next of waiting) {
    waiting.delete(next)
    // At once, so that the time it takes is known.
    flushSync(next)
    if (performance.now() > end) break
  }
  scheduled = waiting.size > 0
  if (scheduled) requestAnimationFrame(turn)
}

/** Puts a redraw in the line; one that waits already keeps its place. */
function enqueue(redraw: () => void): void {
  waiting.add(redraw)
  if (scheduled) return
  scheduled = true
  requestAnimationFrame(turn)
}

/** How often a table follows: numbers that change faster cannot be read. */
export const TABLE_MS = 1000

/** The session as a chart or picture shows it. */
export interface Shown extends Session {
  /** The frame of `history` that is shown, −1 before the first. */
  readonly frame: number
  /** The arms as that frame was trained with them, which its numbers go by; before the first as they are set. */
  readonly settings: readonly Arm[]
}

/** The arms as a kept frame was trained with them; as they are set where there is none. */
export function settingsOf({ history, settings }: Pick<Shown, 'history' | 'settings'>, frame: number): readonly Arm[] {
  return history.settings(frame)?.arms ?? settings
}

/**
 * What a chart or a picture shows of a store, which follows the real one with a delay: all that draw take turns,
 * a few in each animation frame, so that no single task is long. The more there is to draw, the less often each
 * draws; and none draws twice within `rest` milliseconds.
 *
 * @param subscribe calls back on every change that shows; kept the same while the chart lives
 * @param read what is to be seen now
 */
export function useInTurn<T>(subscribe: (changed: () => void) => () => void, read: () => T, rest = 0): T {
  const [seen, setSeen] = useState(read)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const redraw = () => {
      setSeen(read)
      timer = setTimeout(rested, rest)
    }
    let due = false
    const rested = () => {
      timer = undefined
      if (due) ask()
    }
    const ask = () => {
      due = timer !== undefined
      if (!due) enqueue(redraw)
    }
    const unsubscribe = subscribe(ask)
    ask()
    return () => {
      unsubscribe()
      clearTimeout(timer)
      waiting.delete(redraw)
    }
  }, [subscribe, read, rest])
  return seen
}

/** The session as `useInTurn` shows it. */
export function useSessionInTurn(rest = 0): Shown {
  const session = useInTurn(onSession, useSession.getState, rest)
  // A history grows in place, so that which of its frames is shown is known only as it is drawn.
  const frame = shownFrame(session)
  const set = useExperiment(({ experiment }) => experiment.arms)
  const settings = settingsOf({ history: session.history, settings: set }, frame)
  return useMemo(() => ({ ...session, frame, settings }), [session, frame, settings])
}

function onSession(changed: () => void): () => void {
  return useSession.subscribe((now, before) => {
    if (WATCHED.some((key) => now[key] !== before[key])) changed()
  })
}

const WATCHED = ['state', 'version', 'history', 'data', 'marks', 'moment', 'life', 'watched', 'repeats'] as const
