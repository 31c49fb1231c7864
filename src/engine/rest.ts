/** Nobody notices a wait that is shorter. */
const LONG_MS = 50

/** Lets messages in. A timer would wait at least 4 ms each time. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}

/** Called between the parts of something long with the share that is done, 0…1; a promise where it is time to rest. */
export type Rest = (share: number) => Promise<void> | undefined

/**
 * Lets messages in every 50 milliseconds, tells the share that is done, and rejects with the signal's reason once it is
 * aborted.
 */
export function createRest(signal?: AbortSignal, onPart?: (share: number) => void): Rest {
  let last = performance.now()
  return (share) => {
    if (performance.now() - last < LONG_MS) return undefined
    onPart?.(share)
    return nextTask().then(() => {
      last = performance.now()
      signal?.throwIfAborted()
    })
  }
}

/**
 * Goes through the parts of something long, each of which yields the share that is done by then: at once without
 * `rest`, otherwise resting between them.
 *
 * @param held what has to be waited for before a rest, where the parts are done elsewhere
 */
export function goThrough(parts: Iterable<number>, rest?: Rest, held?: () => Promise<unknown> | undefined): Promise<void> | undefined {
  if (rest) return restingThrough(parts, rest, held)
  for (const _ of parts);
  return undefined
}

async function restingThrough(parts: Iterable<number>, rest: Rest, held?: () => Promise<unknown> | undefined): Promise<void> {
  for (const share of parts) {
    const busy = held?.()
    if (busy) await busy
    const wait = rest(share)
    if (wait) await wait
  }
}
