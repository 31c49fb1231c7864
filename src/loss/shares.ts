/**
 * Below this part of the sum of their sizes, what is left of terms that cancel is nothing. In float32 a term is right
 * to about 2⁻²¹ (2⁻²⁴ of rounding, and what exp and log of WGSL may err by), so at 2⁻¹⁴ a share is still right to a
 * hundredth, and below that it says more of the rounding than of the loss.
 */
export const CANCELLED = 2 ** -14

/** Whether terms have a sum beside their sizes; without one they cancel, and no part of it is a share. */
export function hasWhole(whole: number, sizes: number): boolean {
  return Math.abs(whole) > CANCELLED * sizes
}

/** The sum of the terms' sizes. */
export function sizesOf(terms: ArrayLike<number>): number {
  let sum = 0
  for (let j = 0; j < terms.length; j++) sum += Math.abs(terms[j])
  return sum
}
