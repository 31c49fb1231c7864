import type { Surface } from '../../engine/protocol.ts'
import type { PictureColors } from './classColors.ts'
import { surfacePixels } from './surfacePixels.ts'

/** A layer that shows a decision surface, a pixel for each of its cells; the next call may paint it over. */
export function createSurfaceLayer(): (surface: Surface, classes: number, colors: PictureColors) => OffscreenCanvas {
  let cells: OffscreenCanvas | undefined
  return (surface, classes, colors) => {
    if (cells?.width !== surface.side) cells = new OffscreenCanvas(surface.side, surface.side)
    const image = new ImageData(surfacePixels(surface, classes, colors), surface.side)
    cells.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0)
    return cells
  }
}
