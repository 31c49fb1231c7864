import { DataError, type ImageShape } from '../dataset.ts'
import { countText, listText } from '../text.ts'

/** Pixels of the longer side of the largest images: convolutions are made for maps up to this size. */
const MAX_SIDE = 64
const MAX_CLASSES = 100
const MAX_IMAGES = 500_000

/** “32 × 24” */
export const sizeOf = ({ width, height }: Pick<ImageShape, 'width' | 'height'>): string =>
  `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`

/** Throws where the images of a file are none that can be used: without pixels, or too large. */
export function checkSize(name: string, shape: Pick<ImageShape, 'width' | 'height'>): void {
  const { width, height } = shape
  if (width * height === 0) throw new DataError(`${name} holds images without pixels (${sizeOf(shape)}).`)
  if (Math.max(width, height) <= MAX_SIDE) return
  throw new DataError(`${name} holds images of ${sizeOf(shape)} pixels. At most ${MAX_SIDE} × ${MAX_SIDE} can be used, in grey or in colour.`)
}

/** Throws where files of these names hold more images than are used. */
export function checkCount(names: readonly string[], count: number): void {
  if (count <= MAX_IMAGES) return
  throw new DataError(`${hold(names)} ${countText(count, 'image')}. At most ${MAX_IMAGES.toLocaleString('en')} can be used.`)
}

/**
 * The labels that occur, ascending: at least two, at most a hundred, and one example to test. Throws a DataError that
 * names the files they are from where it is otherwise.
 */
export function occurring(labels: Uint8Array, names: readonly string[]): number[] {
  const counts = new Int32Array(256)
  for (const label of labels) counts[label]++
  const found = [...counts.keys()].filter((label) => counts[label] > 0)
  if (found.length < 2) {
    throw new DataError(`${hold(names)} one class only: every label is ${labels[0]}. At least two classes are needed.`)
  }
  if (found.length > MAX_CLASSES) {
    throw new DataError(`${hold(names)} ${found.length} different labels. At most ${MAX_CLASSES} classes can be used.`)
  }
  if (counts.every((count) => count < 2)) {
    throw new DataError(`${hold(names)} no class twice, so that nothing would be left to test on.`)
  }
  return found
}

/** “a holds”, “a and b hold” */
function hold(names: readonly string[]): string {
  return `${listText(names)} ${names.length === 1 ? 'holds' : 'hold'}`
}
