import type { Life } from '../../engine/protocol.ts'

/** P_t of the example under one arm, at each of the life's steps. */
export interface ArmLife {
  readonly mean: readonly number[]
  /** [repeats][steps] */
  readonly repeats: readonly (readonly number[])[]
}

/** How many runs of each arm a life tells, of so many repeats: one where an example is of one repeat's data. */
export function livesOf(life: Life | null, repeats: number): number {
  return life?.repeat === undefined ? repeats : 1
}

/** The life apart by arms, of so many runs each: run = arm · repeats + repeat. */
export function armLives({ steps, pt }: Life, repeats: number): readonly ArmLife[] {
  const runs = runsOf({ steps, pt })
  return Array.from({ length: Math.floor(runs / repeats) }, (_, arm) => {
    const lines = Array.from({ length: repeats }, (_, repeat) =>
      Array.from(steps, (_, entry) => pt[entry * runs + arm * repeats + repeat]),
    )
    return {
      mean: Array.from(steps, (_, entry) => lines.reduce((sum, line) => sum + line[entry], 0) / repeats),
      repeats: lines,
    }
  })
}

/** A class, and how many of an arm's repeats predict it. */
export interface Vote {
  readonly predicted: number
  readonly repeats: number
}

/** What the repeats of each arm predict at an entry of the life, the most frequent class first: [arms]. */
export function votes({ steps, pt, predicted }: Life, repeats: number, entry: number): readonly (readonly Vote[])[] {
  const runs = runsOf({ steps, pt })
  return Array.from({ length: Math.floor(runs / repeats) }, (_, arm) => {
    const from = entry * runs + arm * repeats
    const counts = new Map<number, number>()
    for (const found of predicted.subarray(from, from + repeats)) counts.set(found, (counts.get(found) ?? 0) + 1)
    return Array.from(counts, ([predicted, repeats]) => ({ predicted, repeats })).sort((a, b) => b.repeats - a.repeats)
  })
}

function runsOf({ steps, pt }: Pick<Life, 'steps' | 'pt'>): number {
  return steps.length > 0 ? pt.length / steps.length : 0
}
