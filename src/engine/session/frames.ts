/** As long as a frame takes less than a third of it, frames are this far apart at most: two a second. */
const SLOWEST_MS = 500

/**
 * How long to train between frames that are `period` milliseconds apart, by how long the last took to measure, picture
 * and keep: training has half of the time at least, and two thirds where there are two frames a second nevertheless.
 */
export function restAfter(framing: number, period: number): number {
  return Math.max(period, Math.min(3 * framing, SLOWEST_MS), 2 * framing) - framing
}
