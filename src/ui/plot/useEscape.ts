import { useEffect } from 'react'

/** Escape leaves what is active; one press leaves one thing, and an open popup comes first. */
export function useEscape(active: boolean, leave: () => void): void {
  useEffect(() => {
    if (!active) return
    let popup = false
    // When the key comes back up to the window the popup is closed already.
    const before = () => {
      popup = document.querySelector('.popup[data-open]') !== null
    }
    const after = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || popup) return
      event.preventDefault()
      leave()
    }
    window.addEventListener('keydown', before, true)
    window.addEventListener('keydown', after)
    return () => {
      window.removeEventListener('keydown', before, true)
      window.removeEventListener('keydown', after)
    }
  }, [active, leave])
}
