import { useEffect, useState } from 'react'
import { useSession, type Session } from '../../store/session.ts'

const waiting = new Set<() => void>()
let scheduled = false

/** Draws one of what waits, then leaves the page a frame's time before the next. */
function turn(): void {
  const next = waiting.values().next().value
  if (next) waiting.delete(next)
  scheduled = waiting.size > 0
  if (scheduled) requestAnimationFrame(turn)
  next?.()
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

/**
 * The session for a chart or a picture, which follows the real one with a delay: all that draw take turns,
 * one in each animation frame, so that no single task is long. The more there is to draw, the less often each
 * draws; and none draws twice within `rest` milliseconds.
 */
export function useSessionInTurn(rest = 0): Session {
  const [session, setSession] = useState(useSession.getState)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const redraw = () => {
      setSession(useSession.getState())
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
    const unsubscribe = useSession.subscribe((now, before) => {
      if (WATCHED.some((key) => now[key] !== before[key])) ask()
    })
    ask()
    return () => {
      unsubscribe()
      clearTimeout(timer)
      waiting.delete(redraw)
    }
  }, [rest])
  return session
}

const WATCHED = ['version', 'history', 'data', 'marks', 'latest', 'watched', 'repeats'] as const
