import { create } from 'zustand'

const KEY = 'hints'

/** What a first visit is told, in the order in which it is done. */
export const HINTS = [
  'Press Train: a network for each loss learns, from the same start.',
  'Drag ε₁ while they train.',
  'Watch Confidence: the higher ε₁, the surer the network; accuracy hardly moves.',
] as const

/** Whether the hints are on the page. */
export const useHints = create<{ readonly shown: boolean }>()(() => ({ shown: isFirstVisit() }))

function isFirstVisit(): boolean {
  // Reading storage throws where the browser blocks it, and there is none outside of a browser.
  try {
    return localStorage.getItem(KEY) === null && !/[#&]run=/.test(location.hash)
  } catch {
    return false
  }
}

/** Puts the hints away for good. */
export function dismissHints(): void {
  useHints.setState({ shown: false })
  try {
    localStorage.setItem(KEY, 'seen')
  } catch {
    // They then come back with the next visit.
  }
}
