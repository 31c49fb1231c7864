// exp, tanh and the logistic function of four float32 at a time: + − × ÷ and square roots alone, whose results IEEE 754
// fixes, so that every machine has the same bits. Within 3 units in the last place over the whole range.

/** 2^23 · 1.5: added and taken away again, it rounds to the nearest whole number, which then stands in the low bits. */
const ROUNDER: f32 = 12582912
const LOG2_E: f32 = 1.4426950408889634
// ln 2 in two parts, the first of which has so few bits that its product with a small whole number is exact.
const LN2_HIGH: f32 = 0.693359375
const LN2_LOW: f32 = -2.1219444e-4

@inline
function splat(x: f32): v128 {
  return f32x4.splat(x)
}

@inline
function shifted(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, splat(LOG2_E)), splat(ROUNDER))
}

/** e^r − 1 for |r| ≤ ½ ln 2: the polynomial with the smallest relative error, 1.4e-8. */
@inline
function expm1Near(r: v128): v128 {
  let sum = f32x4.add(f32x4.mul(splat(0.00138825), r), splat(0.00836669))
  sum = f32x4.add(f32x4.mul(sum, r), splat(0.04166721))
  sum = f32x4.add(f32x4.mul(sum, r), splat(0.16666542))
  sum = f32x4.add(f32x4.mul(sum, r), splat(0.49999998))
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), sum))
}

/** x − n ln 2 */
@inline
function reduced(x: v128, n: v128): v128 {
  return f32x4.sub(f32x4.sub(x, f32x4.mul(n, splat(LN2_HIGH))), f32x4.mul(n, splat(LN2_LOW)))
}

/** 2^n, −126 ≤ n ≤ 127 */
@inline
function power(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23)
}

/** e^x = (1 + (e^r − 1)) · 2^n; the power in two halves, so that denormals and infinity come out. */
@inline
export function exp4(x: v128): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, splat(89)), splat(-104))
  const t = shifted(near)
  const n = i32x4.sub(t, i32x4.splat(reinterpret<i32>(ROUNDER)))
  const half = i32x4.shr_s(n, 1)
  const one = f32x4.add(splat(1), expm1Near(reduced(near, f32x4.sub(t, splat(ROUNDER)))))
  return f32x4.mul(f32x4.mul(one, power(half)), power(i32x4.sub(n, half)))
}

/** (e^{2x} − 1) / (e^{2x} + 1), with e^{2x} − 1 = (2^n − 1) + 2^n (e^r − 1), which keeps its digits near 0. */
@inline
export function tanh4(x: v128): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, splat(9.1)), splat(-9.1))
  const twice = f32x4.add(near, near)
  const t = shifted(twice)
  const scale = power(i32x4.sub(t, i32x4.splat(reinterpret<i32>(ROUNDER))))
  const p = expm1Near(reduced(twice, f32x4.sub(t, splat(ROUNDER))))
  const e = f32x4.add(f32x4.sub(scale, splat(1)), f32x4.mul(scale, p))
  const value = f32x4.div(e, f32x4.add(e, splat(2)))
  // Brings back the sign of −0.
  return v128.or(value, v128.and(x, i32x4.splat(0x80000000)))
}

/** 1 / (1 + e^{−x}), by e^{−|x|}, which cannot overflow. */
@inline
export function logistic4(x: v128): v128 {
  const e = exp4(v128.or(x, i32x4.splat(0x80000000)))
  const above = v128.bitselect(e, splat(1), f32x4.lt(x, splat(0)))
  return f32x4.div(above, f32x4.add(splat(1), e))
}

/** The sum of the four lanes. */
@inline
export function sum4(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}

/** The largest of the four lanes. */
@inline
export function max4(x: v128): f32 {
  const pairs = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1))
  return f32x4.extract_lane(f32x4.pmax(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0)
}
