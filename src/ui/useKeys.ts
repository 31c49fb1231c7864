import { useEffect } from 'react'
import { chordOf } from './chord.ts'
import { KEYS } from './keys.ts'
import { useTable } from '../store/table.ts'
import { present, usePage } from './page.ts'

/** Where a press belongs to the element that it happens in; the first that matches decides. */
const CLAIMS: readonly { readonly elements: string; readonly chords: RegExp }[] = [
  { elements: 'textarea, select, [contenteditable], [role=textbox]', chords: /./ },
  { elements: 'input:not([type=range], [type=radio], [type=checkbox])', chords: /./ },
  { elements: '[role=listbox], [role=menu], [aria-modal=true]', chords: /./ },
  { elements: 'input, [role=slider], [role=tab]', chords: /Arrow|^ $/ },
  { elements: 'button, a[href], summary, [role=button]', chords: /^ $/ },
  // What has the focus only to be scrolled or read by arrows.
  { elements: '[tabindex="0"]', chords: /Arrow|^ $/ },
]

function isClaimed(chord: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const claim = CLAIMS.find(({ elements }) => target.closest(elements))
  return claim?.chords.test(chord) ?? false
}

/** Lets the keys of `keys.ts` work from anywhere on the page, except where the focused element uses them itself. */
export function useKeys(): void {
  useEffect(() => {
    let isPopupOpen = false
    // Before the popup hears the key and closes on it.
    const look = () => {
      isPopupOpen = document.querySelector('[role=dialog], .help') !== null
    }
    const onKey = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (event.defaultPrevented || usePage.getState().keysShown || useTable.getState().survey) return
      if (chord === 'Escape' && !isPopupOpen) return present(false)
      const key = KEYS.find(({ chords }) => chords.includes(chord))
      if (!key || isClaimed(chord, event.target)) return
      event.preventDefault()
      if (!event.repeat || key.repeats) key.run(chord)
    }
    addEventListener('keydown', look, { capture: true })
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', look, { capture: true })
      removeEventListener('keydown', onKey)
    }
  }, [])
}
