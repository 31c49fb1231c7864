/** How values are spread along an axis; log1p shows zero, too: log(1 + v), mirrored below. */
export type ScaleName = 'linear' | 'log' | 'log1p'

interface Scale {
  readonly to: (value: number) => number
  readonly from: (at: number) => number
}

export const SCALES: Readonly<Record<ScaleName, Scale>> = {
  linear: { to: (value) => value, from: (at) => at },
  log: { to: Math.log10, from: (at) => 10 ** at },
  log1p: {
    to: (value) => Math.sign(value) * Math.log1p(Math.abs(value)),
    from: (at) => Math.sign(at) * Math.expm1(Math.abs(at)),
  },
}

/** Where values stand along an axis, as shares: 0 at its start, 1 at its end; and which values stand where. */
export function along({ domain, scale = 'linear' }: { readonly domain: readonly [number, number]; readonly scale?: ScaleName }) {
  const { to, from } = SCALES[scale]
  const [start, end] = domain.map(to)
  return {
    // Of an axis without width everything is in the middle.
    share: (value: number) => (end === start ? 0.5 : (to(value) - start) / (end - start)),
    value: (share: number) => from(start + share * (end - start)),
  }
}
