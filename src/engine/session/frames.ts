/** Measurements shorter than this leave room for five frames a second; the longer others are, the fewer come. */
const LONG_MEASURING_MS = 140

/** How long to train between frames that are `period` milliseconds apart, by how long the last took to measure. */
export function restAfter(measuring: number, period: number): number {
  const long = Math.max(1, measuring / LONG_MEASURING_MS)
  // What belongs to a frame beside its measuring takes longer with it.
  return Math.max(period - 1.6 * measuring, Math.min(3, long ** 3 / 2) * measuring)
}
