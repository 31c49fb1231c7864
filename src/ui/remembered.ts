// Storage throws where the browser blocks it, and there is none outside of a browser.

/** What was remembered under a key on an earlier visit: null where nothing is, undefined where nothing can be. */
export function remembered(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key)
  } catch {
    return undefined
  }
}

/** Remembers a text for the next visit, where the browser lets it; else as long as the page. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // As said.
  }
}

/** Hears of what another tab of the page remembers under a key. */
export function onRemembered(key: string, hear: () => void): void {
  addEventListener('storage', (event) => event.key === key && hear())
}
