import { DataError, type ImageShape, type RawData } from '../dataset.ts'
import { countText, listText } from '../text.ts'
import { type IdxHeader, idxHeader, isIdx } from './idx.ts'
import { checkCount, checkSize, occurring, sizeOf } from './images.ts'
import { checkBytes, joined, type OpenedFile } from './open.ts'
import { channelsLast } from './planes.ts'
import type { Reader } from './reader.ts'

/** The channels that images may have: grey, or red, green and blue. */
const CHANNELS = [1, 3]

/** Images or labels, by what the header says. */
interface Part {
  readonly name: string
  readonly count: number
  readonly header: IdxHeader
  readonly file: OpenedFile
}

interface Images extends Part {
  readonly shape: ImageShape
  /** Whether each channel of an image stands by itself, one after another. */
  readonly isPlanes: boolean
}

/**
 * Images [n, height, width], [n, height, width, channels], or [n, channels, height, width] where the last is no number
 * of channels and the second is.
 */
function imagesOf(part: Part): Images {
  const { name, count, header: { dimensions: [, ...sizes] } } = part
  if (count === 0) throw new DataError(`${name} holds no images.`)
  const isPlanes = sizes.length === 3 && !CHANNELS.includes(sizes[2]) && CHANNELS.includes(sizes[0])
  const [height, width, channels = 1] = isPlanes ? [sizes[1], sizes[2], sizes[0]] : sizes
  if (!CHANNELS.includes(channels)) {
    throw new DataError(`${name} has the dimensions ${part.header.dimensions.join(' × ')}: neither the last nor the second is a number of channels, 1 (grey) or 3 (red, green and blue).`)
  }
  const shape = { width, height, channels }
  checkSize(name, shape)
  return { ...part, shape, isPlanes }
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

/** The values of parts one after another. */
async function valuesOf(parts: readonly Part[]): Promise<Uint8Array> {
  const values: Uint8Array[] = []
  for (const { file, header: { start, end } } of parts) values.push((await file.read(end)).subarray(start))
  return joined(values)
}

/** The values of images one after another, the channels of a pixel together. */
async function pixelsOf(images: readonly Images[]): Promise<Uint8Array> {
  const pixels = await valuesOf(images)
  let at = 0
  for (const { count, shape, isPlanes } of images) {
    const own = pixels.subarray(at, (at += count * shape.width * shape.height * shape.channels))
    if (isPlanes) channelsLast(own, shape)
  }
  return pixels
}

/** How dimensions were read, where there are channels among them. */
function noteOf(images: readonly Images[]): string | undefined {
  const notes = images.flatMap(({ name, header: { dimensions }, isPlanes }) =>
    dimensions.length === 4 ? [`${dimensions.join(' × ')} in ${name} was read as images × ${isPlanes ? 'channels × height × width' : 'height × width × channels'}`] : [],
  )
  return listText(notes) || undefined
}

/**
 * IDX images and their labels, in any order and under any name: three dimensions are images, or four with their
 * channels, one is labels. One pair, or two that are joined (MNIST's train and t10k). Classes are the labels that occur,
 * which are their names. Throws a DataError that names the file and the fault.
 */
export const imageSet: Reader = {
  knows: ({ head }) => isIdx(head),
  read: readImageSet,
}

async function readImageSet(files: readonly OpenedFile[]): Promise<RawData> {
  const parts = files.map((file): Part => {
    const { name, head } = file
    const header = idxHeader(head, name)
    return { name, count: header.dimensions[0], header, file }
  })
  const found = pairs(
    parts.filter(({ header }) => header.dimensions.length > 1).map(imagesOf),
    parts.filter(({ header }) => header.dimensions.length === 1).map(labelsOf),
  )
  const images = found.map((pair) => pair.images)
  const labels = found.map((pair) => pair.labels)
  const [{ name, shape }] = images
  for (const other of images) {
    if (textOf(other.shape) === textOf(shape)) continue
    throw new DataError(`${name} holds images of ${textOf(shape)}, but ${other.name} of ${textOf(other.shape)}.`)
  }
  checkCount(images.map(({ name }) => name), images.reduce((sum, { count }) => sum + count, 0))
  checkBytes(parts.map(({ name }) => name), parts.reduce((sum, { header }) => sum + header.end, 0))
  // Labels first: they are small, and may show that the images are of no use.
  const bytes = await valuesOf(labels)
  const values = occurring(bytes, labels.map(({ name }) => name))
  const note = noteOf(images)
  return {
    classes: values.length,
    classNames: values.map(String),
    dimensions: shape.width * shape.height * shape.channels,
    features: await pixelsOf(images),
    labels: Int32Array.from(bytes, (label) => values.indexOf(label)),
    image: shape,
    ...(note !== undefined && { note }),
  }
}

/** “32 × 24 pixels in colour” */
function textOf(shape: ImageShape): string {
  return `${sizeOf(shape)} pixels${shape.channels === 1 ? '' : ' in colour'}`
}
