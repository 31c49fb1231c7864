// π/2 in two parts. The first has 33 bits, so that its product with a whole number below 2^20 is exact
// (Cody & Waite, 1980).
const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

/** Taylor series of sin(r)/r and of cos(r) in r², from the highest power; below 1e-16 off for |r| ≤ π/4. */
const SINE = [
  -1 / 1307674368000,
  1 / 6227020800,
  -1 / 39916800,
  1 / 362880,
  -1 / 5040,
  1 / 120,
  -1 / 6,
  1,
]
const COSINE = [
  1 / 20922789888000,
  -1 / 87178291200,
  1 / 479001600,
  -1 / 3628800,
  1 / 40320,
  -1 / 720,
  1 / 24,
  -1 / 2,
  1,
]

/** Taylor series of artanh(s)/s in s², from the highest power; below 1e-17 off for |s| ≤ 0.172. */
const ARTANH = [1 / 21, 1 / 19, 1 / 17, 1 / 15, 1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3, 1]

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

/** sin(x + quarters · π/2) */
function shiftedSine(x: number, quarters: number): number {
  const turns = Math.round(x / (HALF_PI_HIGH + HALF_PI_LOW))
  const rest = x - turns * HALF_PI_HIGH - turns * HALF_PI_LOW
  const quadrant = (((turns + quarters) % 4) + 4) % 4
  const value = quadrant % 2 === 0 ? rest * polynomial(SINE, rest * rest) : polynomial(COSINE, rest * rest)
  return quadrant < 2 ? value : -value
}

/**
 * sin(x) for |x| < 10^6 within 1e-12. Math.sin may differ in its last bit from browser to browser; this is made of
 * + − × ÷ alone, whose results IEEE 754 fixes, so that the same seed draws the same data everywhere.
 */
export function sine(x: number): number {
  return shiftedSine(x, 0)
}

/** cos(x), as `sine`. */
export function cosine(x: number): number {
  return shiftedSine(x, 1)
}

/**
 * The natural logarithm of a positive normal number, within 1e-15 of its size; made of + − × ÷ alone, as `sine`.
 * With x = 2^n · m, m between √½ and √2: n ln 2 + 2 artanh((m − 1) / (m + 1)).
 */
export function logarithm(x: number): number {
  let m = x
  let n = 0
  for (; m > Math.SQRT2; n++) m /= 2
  for (; m < Math.SQRT1_2; n--) m *= 2
  const s = (m - 1) / (m + 1)
  return n * Math.LN2 + 2 * s * polynomial(ARTANH, s * s)
}
