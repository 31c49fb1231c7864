import { DataError, type RawData } from '../dataset.ts'
import { countText, listText } from '../text.ts'
import { type IdxHeader, idxHeader, isIdx } from './idx.ts'
import { checkBytes, joined, type OpenedFile } from './open.ts'
import type { Reader } from './reader.ts'

/** The most inputs that a network of this page has. */
const MAX_PIXELS = 784
const MAX_CLASSES = 100
const MAX_IMAGES = 500_000

/** Images or labels, by what the header says. */
interface Part {
  readonly name: string
  readonly count: number
  readonly header: IdxHeader
  readonly file: OpenedFile
}

interface Images extends Part {
  readonly width: number
  readonly height: number
}

function imagesOf(part: Part): Images {
  const { name, count, header: { dimensions: [, height, width] } } = part
  const pixels = `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`
  if (count === 0) throw new DataError(`${name} holds no images.`)
  if (width * height === 0) throw new DataError(`${name} holds images without pixels (${pixels}).`)
  if (width * height > MAX_PIXELS) {
    throw new DataError(`${name} holds images of ${pixels} pixels. At most ${MAX_PIXELS} pixels can be used, 28 × 28 for example.`)
  }
  return { ...part, width, height }
}

function labelsOf(part: Part): Part {
  if (part.count === 0) throw new DataError(`${part.name} holds no labels.`)
  return part
}

/** Each images file with the labels file of the same count; the larger pair first, whatever order they came in. */
function pairs(images: readonly Images[], labels: readonly Part[]): { images: Images; labels: Part }[] {
  if (labels.length === 0) {
    throw new DataError(`The labels of ${namesOf(images)} are missing. Choose the images file and the labels file together.`)
  }
  if (images.length === 0) {
    throw new DataError(`The images of ${namesOf(labels)} are missing. Choose the images file and the labels file together.`)
  }
  if (images.length > 2 || labels.length > 2) {
    throw new DataError(`These are ${countText(images.length, 'images file')} and ${countText(labels.length, 'labels file')}. Choose one or two of each.`)
  }
  if (images.length === 2 && images[0].count === images[1].count) {
    throw new DataError(
      `${namesOf(images)} hold ${countText(images[0].count, 'image')} each, so their labels cannot be told apart. Choose one pair.`,
    )
  }
  if (images.length === 1 && labels.length === 1 && images[0].count !== labels[0].count) {
    throw new DataError(
      `${images[0].name} holds ${countText(images[0].count, 'image')}, ` +
        `but ${labels[0].name} holds ${countText(labels[0].count, 'label')}.`,
    )
  }
  const unmatched = labels.filter((file) => !images.some(({ count }) => count === file.count))
  const matched = images.map((file) => ({ images: file, labels: labels.find(({ count }) => count === file.count) }))
  for (const { images: { name, count }, labels } of matched) {
    if (!labels) throw new DataError(`The labels of ${name} are missing: no labels file holds ${countText(count, 'label')}.`)
  }
  if (images.length < labels.length) {
    const { name, count } = unmatched[0] ?? labels[1]
    throw new DataError(`The images of ${name} are missing: no other images file holds ${countText(count, 'image')}.`)
  }
  return matched
    .flatMap(({ images, labels }) => (labels ? [{ images, labels }] : []))
    .sort((a, b) => b.images.count - a.images.count)
}

function namesOf(parts: readonly Part[]): string {
  return listText(parts.map(({ name }) => name))
}

/** “a holds”, “a and b hold” */
function hold(parts: readonly Part[]): string {
  return `${namesOf(parts)} ${parts.length === 1 ? 'holds' : 'hold'}`
}

/** The labels that occur, ascending: at least two, at most a hundred, and one example to test. */
function occurring(labels: Uint8Array, from: readonly Part[]): number[] {
  const counts = new Int32Array(256)
  for (const label of labels) counts[label]++
  const found = [...counts.keys()].filter((label) => counts[label] > 0)
  if (found.length < 2) {
    throw new DataError(`${hold(from)} one class only: every label is ${labels[0]}. At least two classes are needed.`)
  }
  if (found.length > MAX_CLASSES) {
    throw new DataError(`${hold(from)} ${found.length} different labels. At most ${MAX_CLASSES} classes can be used.`)
  }
  if (counts.every((count) => count < 2)) {
    throw new DataError(`${hold(from)} no class twice, so that nothing would be left to test on.`)
  }
  return found
}

/** The values of parts one after another. */
async function valuesOf(parts: readonly Part[]): Promise<Uint8Array> {
  const values: Uint8Array[] = []
  for (const { file, header: { start, end } } of parts) values.push((await file.read(end)).subarray(start))
  return joined(values)
}

/**
 * IDX images and their labels, in any order and under any name: three dimensions are images, one is labels. One pair, or
 * two that are joined (MNIST's train and t10k). Classes are the labels that occur, which are their names. Throws a
 * DataError that names the file and the fault.
 */
export const imageSet: Reader = {
  knows: isIdx,
  read: readImageSet,
}

async function readImageSet(files: readonly OpenedFile[]): Promise<RawData> {
  const parts = files.map((file): Part => {
    const { name, head } = file
    const header = idxHeader(head, name)
    return { name, count: header.dimensions[0], header, file }
  })
  const found = pairs(
    parts.filter(({ header }) => header.dimensions.length === 3).map(imagesOf),
    parts.filter(({ header }) => header.dimensions.length === 1).map(labelsOf),
  )
  const images = found.map((pair) => pair.images)
  const labels = found.map((pair) => pair.labels)
  const [{ name, width, height }] = images
  for (const other of images) {
    if (other.width === width && other.height === height) continue
    throw new DataError(`${name} holds images of ${width} × ${height} pixels, but ${other.name} of ${other.width} × ${other.height}.`)
  }
  const count = images.reduce((sum, { count }) => sum + count, 0)
  if (count > MAX_IMAGES) {
    throw new DataError(`${hold(images)} ${countText(count, 'image')}. At most ${MAX_IMAGES.toLocaleString('en')} can be used.`)
  }
  checkBytes(parts.map(({ name }) => name), parts.reduce((sum, { header }) => sum + header.end, 0))
  // Labels first: they are small, and may show that the images are of no use.
  const bytes = await valuesOf(labels)
  const values = occurring(bytes, labels)
  return {
    classes: values.length,
    classNames: values.map(String),
    dimensions: width * height,
    features: await valuesOf(images),
    labels: Int32Array.from(bytes, (label) => values.indexOf(label)),
    image: { width, height, channels: 1 },
  }
}
