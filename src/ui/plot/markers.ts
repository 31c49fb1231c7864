/** Corners of each arm's marker in units of its radius; the baseline has none, it is round. */
const CORNERS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[0, -1.25], [1.15, 0.8], [-1.15, 0.8]],
  [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  [[0, 1.25], [1.15, -0.8], [-1.15, -0.8]],
  [[-1.2, -0.4], [-0.4, -0.4], [-0.4, -1.2], [0.4, -1.2], [0.4, -0.4], [1.2, -0.4], [1.2, 0.4], [0.4, 0.4], [0.4, 1.2], [-0.4, 1.2], [-0.4, 0.4], [-1.2, 0.4]],
]

/** An arm's marker as an SVG path: arms are told apart by its shape where colours are not. */
export function markerPath(arm: number, x: number, y: number, radius: number): string {
  const corners = CORNERS[arm]
  const at = (value: number) => value.toFixed(1)
  if (corners.length === 0) {
    const half = `a${at(radius)},${at(radius)} 0 1,0 `
    return `M${at(x - radius)},${at(y)}${half}${at(2 * radius)},0${half}${at(-2 * radius)},0Z`
  }
  return `M${corners.map(([dx, dy]) => `${at(x + dx * radius)},${at(y + dy * radius)}`).join('L')}Z`
}
