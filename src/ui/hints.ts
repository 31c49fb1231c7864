import { create } from 'zustand'
import { onRemembered, remember, remembered } from './remembered.ts'

const KEY = 'hints'

/** What a first visit is told, in the order in which it is done. */
export const HINTS = [
  'Press Train: a network for each loss learns, from the same start.',
  'Drag ε₁ while they train.',
  'Watch Confidence and Accuracy: which of them does ε₁ move?',
] as const

/** What comes of it, for who asks. */
export const EXPECTED = 'The higher ε₁, the surer the network; accuracy hardly moves.'

/** Whether the hints are on the page. */
export const useHints = create<{ readonly shown: boolean }>()(() => ({ shown: remembered(KEY) === null && !/[#&]run=/.test(location.hash) }))

onRemembered(KEY, putAway)

/** Puts the hints away for good. */
export function dismissHints(): void {
  putAway()
  remember(KEY, 'seen')
}

function putAway(): void {
  useHints.setState({ shown: false })
}
