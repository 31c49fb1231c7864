import { useEffect } from 'react'

/** Escape leaves what is active; one press leaves one thing, and what a popup does with it comes first. */
export function useEscape(active: boolean, leave: () => void): void {
  useEffect(() => {
    if (!active) return
    const onKeyDown = (event: KeyboardEvent) => {
      const inPopup = event.target instanceof Element && event.target.closest('.popup') !== null
      if (event.key !== 'Escape' || event.defaultPrevented || inPopup) return
      event.preventDefault()
      leave()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active, leave])
}
