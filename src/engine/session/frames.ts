/** Measurements shorter than this leave room for five frames a second; the longer others are, the fewer come. */
const LONG_MEASURING_MS = 140

/** How long to train between frames that are `period` milliseconds apart, by how long the last took to measure. */
export function restAfter(measuring: number, period: number): number {
  const long = Math.max(1, measuring / LONG_MEASURING_MS)
  // What belongs to a frame beside its measuring takes longer with it.
  return Math.max(period - 1.6 * measuring, Math.min(3, long ** 3 / 2) * measuring)
}

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
