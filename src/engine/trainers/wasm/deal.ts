/** Bytes that all copies of the training examples may take: each core has its own. */
const MOST_COPIED = 2 ** 30

/** As many of the cores as there is memory for, where the examples of each take so many bytes; at least one. */
export function coresWithin(cores: number, bytes: number): number {
  return Math.max(1, Math.min(cores, Math.floor(MOST_COPIED / bytes)))
}

/**
 * Deals runs to cores, as evenly as can be. The arms of a repeat stand together, because they share its batches and its
 * data. What a run becomes does not hang on who trains it.
 */
export function deal(arms: number, repeats: number, cores: number): number[][] {
  const runs = Array.from({ length: arms * repeats }, (_, place) => (place % arms) * repeats + Math.floor(place / arms))
  const count = Math.min(cores, runs.length)
  const from = (core: number) => Math.floor((core * runs.length) / count)
  return Array.from({ length: count }, (_, core) => runs.slice(from(core), from(core + 1)))
}

/** What was dealt, with as many numbers for each run. */
interface Part {
  readonly runs: readonly number[]
  /** [runs × numbers] */
  readonly numbers: Float32Array
}

/** Puts parts together in the order of `runs`, each of which is in one of them. */
export function together(runs: readonly number[], parts: readonly Part[]): Float32Array {
  const size = parts[0].numbers.length / parts[0].runs.length
  const places = new Map(runs.map((run, place) => [run, place]))
  const all = new Float32Array(runs.length * size)
  for (const { runs: own, numbers } of parts) {
    for (const [i, run] of own.entries()) all.set(numbers.subarray(i * size, (i + 1) * size), (places.get(run) ?? 0) * size)
  }
  return all
}

/** The numbers of some of the runs 0, 1, …, each of which has `size`. */
export function apart(runs: readonly number[], all: Float32Array | Float64Array, size: number): Float32Array {
  const part = new Float32Array(runs.length * size)
  for (const [i, run] of runs.entries()) part.set(all.subarray(run * size, (run + 1) * size), i * size)
  return part
}
