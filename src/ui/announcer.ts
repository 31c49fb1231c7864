/** How long one announcement leaves the next waiting. */
export const EVERY_MS = 5000

/**
 * Speaks when asked, at most every five seconds: what is asked for sooner is spoken when they are over, once,
 * and says how things are then.
 */
export function announcer(speak: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let spoken = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    timer = undefined
    spoken = performance.now()
    speak()
  }
  return {
    ask() {
      const wait = spoken + EVERY_MS - performance.now()
      if (wait <= 0 && timer === undefined) now()
      else timer ??= setTimeout(now, wait)
    },
    stop: () => clearTimeout(timer),
  }
}
