/** Examples of one split, row-major. */
export interface Split {
  /** [examples × dimensions], standardised. */
  readonly features: Float32Array
  /** Class of each example, as trained on: label noise included. */
  readonly labels: Int32Array
  /** Class of each example before label noise. */
  readonly trueLabels: Int32Array
}

/** Images are [height × width × channels], row by row from above, the channels of a pixel together. */
export interface ImageShape {
  readonly width: number
  readonly height: number
  /** 1 of grey images, 3 of red, green and blue. */
  readonly channels: number
}

/** Data ready to train on. */
export interface Dataset {
  readonly classes: number
  readonly classNames: readonly string[]
  readonly dimensions: number
  readonly train: Split
  readonly test: Split
  /** There where the plane of the data is fixed, in standardised units: x from, x to, y from, y to. */
  readonly extent?: Extent
  /** There where a feature is a value of a pixel: 0–255, it is feature · scale + shift. */
  readonly image?: ImageShape & { readonly scale: number; readonly shift: number }
}

/** Examples as drawn or read, before split, imbalance, label noise and standardising. */
export interface RawData {
  readonly classes: number
  readonly classNames: readonly string[]
  readonly dimensions: number
  /** [examples × dimensions]; bytes where they are values of pixels, which keeps 60,000 images at 47 MB. */
  readonly features: Float32Array | Uint8Array
  readonly labels: Int32Array
  /** How the files were read, for a person, where it could have been otherwise. */
  readonly note?: string
  /** There where only so many of the examples are taken, drawn with the data seed. */
  readonly sample?: number
  readonly image?: ImageShape
  /** There where the plane of 2-D data is what it is whatever lies in it: they are scaled to it and not to their examples. */
  readonly extent?: Extent
}

/** A part of the plane: x from, x to, y from, y to. */
export type Extent = readonly [number, number, number, number]

/** The dials that a generator may listen to. */
export interface GeneratorSettings {
  readonly classes: number
  readonly samples: number
  readonly dimensions: number
  /** 0–1 */
  readonly noise: number
  readonly seed: number
}

/** A file or a set of files that cannot be used; the message names the file and the fault. */
export class DataError extends Error {
  override readonly name = 'DataError'
}
