/** An arm as a control's name ends: “arm 1”. */
export function ownerOf(arm: number): string {
  return arm === 0 ? 'the baseline' : `arm ${arm}`
}
