const at = (x: number, y: number) => `${x.toFixed(1)},${y.toFixed(1)}`

/** Runs of neighbours that are all finite: [first, end). */
function runs(count: number, isFinite: (i: number) => boolean): [number, number][] {
  const found: [number, number][] = []
  for (let start = 0; start < count; start++) {
    if (!isFinite(start)) continue
    let end = start + 1
    while (end < count && isFinite(end)) end++
    found.push([start, end])
    start = end
  }
  return found
}

/** The path of a line through points; it breaks where y is not finite. */
export function linePath(xs: readonly number[], ys: readonly number[]): string {
  return runs(ys.length, (i) => Number.isFinite(ys[i]))
    .map(([start, end]) => `M${xs.slice(start, end).map((x, i) => at(x, ys[start + i])).join('L')}`)
    .join('')
}

/** The path of the area between two lines; it breaks where either is not finite. */
export function bandPath(xs: readonly number[], low: readonly number[], high: readonly number[]): string {
  return runs(xs.length, (i) => Number.isFinite(low[i]) && Number.isFinite(high[i]))
    .map(([start, end]) => {
      const there = xs.slice(start, end).map((x, i) => at(x, high[start + i]))
      const back = xs.slice(start, end).map((x, i) => at(x, low[start + i])).reverse()
      return `M${[...there, ...back].join('L')}Z`
    })
    .join('')
}
