import type { Rgb } from './classColors.ts'

/**
 * The pixels of an image, RGBA, [height × width]: of one channel, ink that is as opaque as the pixel is bright; of
 * three, their red, green and blue.
 *
 * @param values [height × width × channels]
 */
export function imagePixels(values: Uint8Array, channels: number, ink: Rgb): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray((4 * values.length) / channels)
  for (let from = 0, to = 0; from < values.length; from += channels, to += 4) {
    if (channels === 1) {
      pixels.set(ink, to)
      pixels[to + 3] = values[from]
    } else {
      pixels.set(values.subarray(from, from + channels), to)
      pixels[to + 3] = 255
    }
  }
  return pixels
}
