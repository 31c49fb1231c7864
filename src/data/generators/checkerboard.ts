import type { GeneratorSettings, RawData } from '../dataset.ts'
import { planeData } from './common.ts'

/**
 * A board of 4 × 4 cells on the square from −1 to 1, 5 × 5 from nine classes on. Cell (row, column) has class
 * (column + stride · row) mod classes: with two classes a checkerboard, and with any number of them cells that share
 * a side differ.
 */
export function checkerboard(settings: GeneratorSettings): RawData {
  const { classes, noise } = settings
  const side = classes <= 8 ? 4 : 5
  const stride = classes < 4 ? 1 : 2
  const size = 2 / side
  const cells: [number, number][][] = Array.from({ length: classes }, () => [])
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) cells[(column + stride * row) % classes].push([column, row])
  }
  return planeData(settings, noise * 0.35 * size, (label, random) => {
    const [column, row] = cells[label][random.integer(cells[label].length)]
    return [(column + random.uniform()) * size - 1, (row + random.uniform()) * size - 1]
  })
}
