import type { Pace } from '../../experiment/pace.ts'

/** Milliseconds that the planned steps take. */
const WHOLE_MS: Readonly<Record<Pace, number>> = { follow: 10_000, slow: 60_000, max: 0 }
/** No step waits longer than this share of the whole. */
const LONGEST = 0.01
/** What measuring or a slow step kept it from is caught up, as much as this. */
const BEHIND_MS = 1000
/** Steps due within the time of a screen's frame are trained together. */
const TOGETHER_MS = 16
/** Whoever pauses, or changes the pace, is heard this soon. */
const HEARD_MS = 50

/** A pace, for as many planned steps. */
interface Paced {
  readonly pace: Pace
  readonly planned: number
}

/**
 * Milliseconds from the first step until this many are trained: T (√(s/N) − L), T for all N planned steps, so that
 * the steps a second grow evenly over the course and the first tenth of the steps gets a third of the time. Until the
 * steps of this law are closer than LONGEST · T they follow each other at that distance; L continues the one in the
 * other.
 */
export function timeOf(steps: number, { pace, planned }: Paced): number {
  const whole = WHOLE_MS[pace]
  return steps <= evenUntil(planned) ? LONGEST * whole * steps : whole * (Math.sqrt(steps / planned) - lag(planned))
}

/** The inverse of `timeOf`: the steps that may be trained in so many milliseconds, not rounded. */
export function stepsIn(ms: number, { pace, planned }: Paced): number {
  const whole = WHOLE_MS[pace]
  if (whole === 0) return Infinity
  const even = ms / (LONGEST * whole)
  return even <= evenUntil(planned) ? even : planned * (ms / whole + lag(planned)) ** 2
}

/** Where the law's slope is LONGEST. */
function evenUntil(planned: number): number {
  return 1 / (4 * LONGEST ** 2 * planned)
}

function lag(planned: number): number {
  return 1 / (4 * LONGEST * planned)
}

/** Holds training back to its pace. The pace and the number of planned steps may change at any time. */
export class Pacing {
  /** When it was asked last, and how much time no step was trained for by then. */
  #asked = performance.now()
  #unused = 0

  /** From now on time counts: what was before is over. */
  begin(): void {
    this.#asked = performance.now()
    this.#unused = 0
  }

  /** How far training may go on now from a step, Infinity where nothing holds it; the step itself where it has to wait. */
  until(step: number, paced: Paced): number {
    const now = performance.now()
    this.#unused = Math.min(BEHIND_MS, this.#unused + now - this.#asked)
    this.#asked = now
    return this.#wait(step, paced) > 0 ? step : Math.max(step + 1, Math.floor(stepsIn(timeOf(step, paced) + this.#unused, paced)))
  }

  /** Takes the time that steps have by their pace from what there is. */
  trained(from: number, to: number, paced: Paced): void {
    this.#unused -= timeOf(to, paced) - timeOf(from, paced)
  }

  /** Waits until a step may follow this one, or for as long as nobody would mind; a timer, so that messages come in. */
  rest(step: number, paced: Paced): Promise<void> {
    const ms = Math.min(HEARD_MS, Math.max(TOGETHER_MS, this.#wait(step, paced)))
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  #wait(step: number, paced: Paced): number {
    return timeOf(step + 1, paced) - timeOf(step, paced) - this.#unused
  }
}
