import type { Rgb } from '../pictures/classColors.ts'

/** The colours of a scale about 0, which is the ground. */
export interface SignColors {
  readonly ground: Rgb
  readonly below: Rgb
  readonly above: Rgb
}

/** The largest of all sizes; numbers of one scale are drawn from minus this to this. */
export function largestOf(all: readonly Float32Array[]): number {
  return all.reduce((largest, values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), largest), 0)
}

/** The least and the greatest of all; 0 and 0 of none. */
export function rangeOf(all: readonly Float32Array[]): readonly [number, number] {
  if (all.every(({ length }) => length === 0)) return [0, 0]
  const least = all.reduce((found, values) => values.reduce((low, value) => Math.min(low, value), found), Infinity)
  const greatest = all.reduce((found, values) => values.reduce((high, value) => Math.max(high, value), found), -Infinity)
  return [least, greatest]
}

/** The colour of a number on a scale from −largest to largest: further from the ground the larger it is. */
export function signColor(value: number, largest: number, { ground, below, above }: SignColors): Rgb {
  const end = value < 0 ? below : above
  const share = largest > 0 ? Math.min(1, Math.abs(value) / largest) : 0
  const mix = (channel: 0 | 1 | 2) => Math.round(ground[channel] + share * (end[channel] - ground[channel]))
  return [mix(0), mix(1), mix(2)]
}

/** Where the numbers of one picture stand among those of several, whose channels are beside each other. */
export interface Cells {
  readonly width: number
  readonly height: number
  /** Numbers from one cell to the next. */
  readonly apart: number
  readonly first: number
}

/** The pixels of one map, RGBA, [height × width]. */
export function mapPixels(values: Float32Array, { width, height, apart, first }: Cells, largest: number, colors: SignColors): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height)
  for (let cell = 0; cell < width * height; cell++) {
    pixels.set([...signColor(values[first + cell * apart], largest, colors), 255], 4 * cell)
  }
  return pixels
}

/** The pixels of a filter of red, green and blue, RGBA: mid-grey is 0 in each, and ± largest their ends. */
export function colorFilterPixels(values: Float32Array, { width, height, apart, first }: Cells, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height)
  const between = apart / 3
  for (let cell = 0; cell < width * height; cell++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[4 * cell + channel] = 127.5 * (1 + (largest > 0 ? values[first + cell * apart + channel * between] / largest : 0))
    }
    pixels[4 * cell + 3] = 255
  }
  return pixels
}
