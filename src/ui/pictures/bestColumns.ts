/** A grid of equal squares, each with a caption above. */
export interface Grid {
  readonly columns: number
  /** Side of a square. */
  readonly side: number
}

/** The number of columns that makes `count` squares as large as they fit into a room, all lengths in one unit. */
export function bestColumns(count: number, width: number, height: number, gap: number, caption: number): Grid {
  const fits = Array.from({ length: Math.max(1, count) }, (_, i): Grid => {
    const columns = i + 1
    const rows = Math.ceil(count / columns)
    const wide = (width - gap * (columns - 1)) / columns
    const high = (height - gap * (rows - 1)) / Math.max(1, rows) - caption
    return { columns, side: Math.max(0, Math.floor(Math.min(wide, high))) }
  })
  return fits.reduce((best, grid) => (grid.side > best.side ? grid : best))
}
