import { useEffect, useState } from 'react'
import { shownFrame } from '../../store/moment.ts'
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

/** The session as a chart or picture shows it. */
export interface Shown extends Session {
  /** The frame of `history` that is shown, −1 before the first. */
  readonly frame: number
}

/**
 * The session for a chart or a picture, which follows the real one with a delay: all that draw take turns,
 * one in each animation frame, so that no single task is long. The more there is to draw, the less often each
 * draws; and none draws twice within `rest` milliseconds.
 */
export function useSessionInTurn(rest = 0): Shown {
  const [session, setSession] = useState(shown)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const redraw = () => {
      setSession(shown())
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

function shown(): Shown {
  const session = useSession.getState()
  return { ...session, frame: shownFrame(session) }
}

const WATCHED = ['version', 'history', 'data', 'marks', 'moment', 'life', 'watched', 'repeats'] as const
