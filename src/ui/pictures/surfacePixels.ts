import type { Surface } from '../../engine/protocol.ts'
import type { PictureColors } from './classColors.ts'

/** How strong the tint of a class is where the arm is certain; points keep the full colour. */
const STRONGEST = 0.55

/**
 * The pixels of a decision surface, RGBA, [side × side], the top row first: the colour of the most probable class,
 * mixed into the background by how far its probability is above chance, (p − 1/K) / (1 − 1/K).
 */
export function surfacePixels(
  { side, winner, confidence }: Surface,
  classes: number,
  { classes: colors, ground }: PictureColors,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(side * side * 4)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      // The surface counts rows upward, an image downward.
      const cell = (side - 1 - row) * side + column
      const color = colors[winner[cell] % colors.length]
      const sure = Math.max(0, (confidence[cell] / 255 - 1 / classes) / (1 - 1 / classes))
      const pixel = (row * side + column) * 4
      for (let channel = 0; channel < 3; channel++) {
        pixels[pixel + channel] = ground[channel] + STRONGEST * sure * (color[channel] - ground[channel])
      }
      pixels[pixel + 3] = 255
    }
  }
  return pixels
}
