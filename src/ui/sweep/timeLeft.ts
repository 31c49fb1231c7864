import { durationText } from '../../experiment/text.ts'

/** So long a sweep has to run before its speed tells anything. */
const LEAST_MS = 800

/** “about 12 s left”, by the speed so far; null where it is too early to tell. */
export function timeLeft(done: number, total: number, passedMs: number): string | null {
  if (done <= 0 || passedMs < LEAST_MS) return null
  return `about ${durationText(((total - done) / done) * (passedMs / 1000))} left`
}
