import type { ImageShape } from '../dataset.ts'

/** Puts the channels of each pixel together where each channel of an image stands by itself, in place, [images × values]. */
export function channelsLast(images: Uint8Array, { width, height, channels }: ImageShape): void {
  const pixels = width * height
  const planes = new Uint8Array(pixels * channels)
  for (let at = 0; at < images.length; at += planes.length) {
    planes.set(images.subarray(at, at + planes.length))
    for (let channel = 0; channel < channels; channel++) {
      for (let pixel = 0; pixel < pixels; pixel++) images[at + pixel * channels + channel] = planes[channel * pixels + pixel]
    }
  }
}
