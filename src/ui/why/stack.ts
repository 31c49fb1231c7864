/** The area of one term over the points of a curve. */
export interface Layer {
  /** Upper and lower edge of what is positive, stacked up from zero. */
  readonly up: { readonly low: readonly number[]; readonly high: readonly number[] }
  /** The same of what is negative, stacked down from zero. */
  readonly down: { readonly low: readonly number[]; readonly high: readonly number[] }
}

/**
 * Stacks signed curves: what is positive upward in order, what is negative downward in order.
 *
 * @param values a list per term, each with as many points
 */
export function stack(values: readonly (readonly number[])[]): Layer[] {
  const points = values[0]?.length ?? 0
  let top: readonly number[] = Array.from({ length: points }, () => 0)
  let bottom = top
  return values.map((curve) => {
    const [base, ceiling] = [top, bottom]
    top = curve.map((value, i) => base[i] + Math.max(0, value))
    bottom = curve.map((value, i) => ceiling[i] + Math.min(0, value))
    return { up: { low: base, high: top }, down: { low: bottom, high: ceiling } }
  })
}

/** How far a stack reaches below and above zero, to a thousandth; [0, 0] where there is none. */
export function stackExtent(layers: readonly Layer[]): [number, number] {
  const last = layers.at(-1)
  const finite = (values: readonly number[] = []) => values.filter(Number.isFinite)
  const low = finite(last?.down.low).reduce((least, value) => Math.min(least, value), 0)
  const high = finite(last?.up.high).reduce((most, value) => Math.max(most, value), 0)
  // Shares sum to 1 up to rounding, which must not cost an axis a tick.
  return [Math.round(low * 1000) / 1000, Math.round(high * 1000) / 1000]
}
