/** What a line, a bar or a number stands for: one run, or the mean of its repeats with their range as a band. */
export function overRepeats(repeats: number): string {
  return repeats > 1 ? `mean, range of ${repeats} repeats` : 'n = 1'
}

/** The same where no range is shown. */
export function meanOfRepeats(repeats: number): string {
  return repeats > 1 ? `mean of ${repeats} repeats` : 'n = 1'
}

/** The runs of each arm, [arms][repeats]. */
export function runsByArm(runs: number, repeats: number): number[][] {
  return Array.from({ length: Math.floor(runs / repeats) }, (_, arm) => Array.from({ length: repeats }, (_, repeat) => arm * repeats + repeat))
}
