/** Two frames a second, with room for the step that is under way when the next is due. */
const SLOWEST_MS = 450

/**
 * How long to train between frames that are `period` milliseconds apart, by how long the last took to measure, picture
 * and keep: training has half of the time at least, and more where there are two frames a second nevertheless.
 */
export function restAfter(framing: number, period: number): number {
  return Math.max(period, Math.min(2.5 * framing, SLOWEST_MS), 2 * framing) - framing
}
