// exp, tanh and the logistic function of four float32 at a time: + − × ÷ alone, whose results IEEE 754 fixes, so that
// every machine has the same bits. Within 3 units in the last place over the whole range.

/** 2^23 · 1.5 + 127: added and taken away again, it rounds to a whole number n, and the low bits are then n + 127. */
const ROUNDER: f32 = 12583039
const LOG2_E: f32 = 1.4426950408889634
const LN2: f32 = 0.6931471805599453
// ln 2 in two parts, the first of which has so few bits that its product with a small whole number is exact.
const LN2_HIGH: f32 = 0.693359375
const LN2_LOW: f32 = -2.1219444e-4

@inline
function splat(x: f32): v128 {
  return f32x4.splat(x)
}

/** x / ln 2 rounded to n, as its bits say it. */
@inline
function rounded(x: v128): v128 {
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

/** e^x for x ≤ 0, and 0 where that is less than float32 holds without denormals, which make processors slow. */
@inline
export function expDown4(x: v128): v128 {
  const t = rounded(x)
  const one = f32x4.add(splat(1), expm1Near(reduced(x, f32x4.sub(t, splat(ROUNDER)))))
  return v128.andnot(f32x4.mul(one, i32x4.shl(t, 23)), f32x4.lt(x, splat(-87)))
}

/** e^x for all x; the power of 2 in two halves, so that denormals and infinity come out. */
@inline
export function exp4(x: v128): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, splat(89)), splat(-104))
  const t = rounded(near)
  const n = i32x4.sub(t, i32x4.splat(reinterpret<i32>(ROUNDER)))
  const half = i32x4.shr_s(n, 1)
  const bias = i32x4.splat(127)
  const one = f32x4.add(splat(1), expm1Near(reduced(near, f32x4.sub(t, splat(ROUNDER)))))
  return f32x4.mul(f32x4.mul(one, i32x4.shl(i32x4.add(half, bias), 23)), i32x4.shl(i32x4.add(i32x4.sub(n, half), bias), 23))
}

/**
 * (e^{2x} − 1) / (e^{2x} + 1), with e^{2x} − 1 = (2^n − 1) + 2^n (e^r − 1), which keeps its digits near 0. Where n is
 * large the last digits of r do not count any more.
 */
@inline
export function tanh4(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(0x80000000))
  const size = f32x4.pmin(v128.xor(x, sign), splat(9.1))
  const twice = f32x4.add(size, size)
  const t = rounded(twice)
  const scale = i32x4.shl(t, 23)
  const p = expm1Near(f32x4.sub(twice, f32x4.mul(f32x4.sub(t, splat(ROUNDER)), splat(LN2))))
  const e = f32x4.add(f32x4.sub(scale, splat(1)), f32x4.mul(scale, p))
  return v128.or(f32x4.div(e, f32x4.add(e, splat(2))), sign)
}

/** 1 / (1 + e^{−x}), by e^{−|x|}, which cannot overflow. */
@inline
export function logistic4(x: v128): v128 {
  const e = exp4(v128.or(x, i32x4.splat(0x80000000)))
  const above = v128.bitselect(e, splat(1), f32x4.lt(x, splat(0)))
  return f32x4.div(above, f32x4.add(splat(1), e))
}
