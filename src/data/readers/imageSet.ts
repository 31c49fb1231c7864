import { DataError, type RawData } from '../dataset.ts'
import { isIdx, parseIdx } from './idx.ts'
import { joined, type OpenedFile } from './open.ts'
import type { Reader } from './reader.ts'

/** The most inputs that a network of this page has. */
const MAX_PIXELS = 784
const MAX_CLASSES = 100

interface Labels {
  readonly name: string
  readonly count: number
  readonly data: Uint8Array
}

interface Images extends Labels {
  readonly width: number
  readonly height: number
}

function imagesOf(name: string, [count, height, width]: readonly number[], data: Uint8Array): Images {
  if (count === 0) throw new DataError(`${name} holds no images.`)
  if (width * height === 0) throw new DataError(`${name} holds images without pixels (${width} × ${height}).`)
  if (width * height > MAX_PIXELS) {
    throw new DataError(
      `${name} holds images of ${width} × ${height} pixels. At most ${MAX_PIXELS} pixels can be used, 28 × 28 for example.`,
    )
  }
  return { name, count, width, height, data }
}

function labelsOf(name: string, [count]: readonly number[], data: Uint8Array): Labels {
  if (count === 0) throw new DataError(`${name} holds no labels.`)
  const largest = data.reduce((a, b) => Math.max(a, b))
  if (largest >= MAX_CLASSES) {
    throw new DataError(`${name} holds the label ${largest}. Labels from 0 to ${MAX_CLASSES - 1} can be used.`)
  }
  return { name, count, data }
}

function examples(count: number, of: 'image' | 'label'): string {
  return `${count.toLocaleString('en')} ${of}${count === 1 ? '' : 's'}`
}

/** Each images file with the labels file of the same count; the larger pair first, whatever order they came in. */
function pairs(images: readonly Images[], labels: readonly Labels[]): { images: Images; labels: Labels }[] {
  const names = (files: readonly { name: string }[]) => files.map(({ name }) => name).join(' and ')
  if (labels.length === 0) {
    throw new DataError(`The labels of ${names(images)} are missing. Choose the images file and the labels file together.`)
  }
  if (images.length === 0) {
    throw new DataError(`The images of ${names(labels)} are missing. Choose the images file and the labels file together.`)
  }
  if (images.length > 2 || labels.length > 2) {
    throw new DataError(`These are ${images.length} images files and ${labels.length} labels files. Choose one or two of each.`)
  }
  if (images.length === 2 && images[0].count === images[1].count) {
    throw new DataError(
      `${names(images)} hold ${examples(images[0].count, 'image')} each, so their labels cannot be told apart. Choose one pair.`,
    )
  }
  if (images.length === 1 && labels.length === 1 && images[0].count !== labels[0].count) {
    throw new DataError(
      `${images[0].name} holds ${examples(images[0].count, 'image')}, ` +
        `but ${labels[0].name} holds ${examples(labels[0].count, 'label')}.`,
    )
  }
  const unmatched = labels.filter((file) => !images.some(({ count }) => count === file.count))
  const matched = images.map((file) => ({ images: file, labels: labels.find(({ count }) => count === file.count) }))
  for (const { images: { name, count }, labels } of matched) {
    if (!labels) throw new DataError(`The labels of ${name} are missing: no labels file holds ${examples(count, 'label')}.`)
  }
  if (images.length < labels.length) {
    const { name, count } = unmatched[0] ?? labels[1]
    throw new DataError(`The images of ${name} are missing: no other images file holds ${examples(count, 'image')}.`)
  }
  return matched
    .flatMap(({ images, labels }) => (labels ? [{ images, labels }] : []))
    .sort((a, b) => b.images.count - a.images.count)
}

/** At least two classes, and one example to test. */
function checkClasses(labels: Uint8Array, name: string): void {
  const counts = new Int32Array(MAX_CLASSES)
  for (const label of labels) counts[label]++
  const present = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  if (present < 2) {
    throw new DataError(`${name} holds one class only: every label is ${labels[0]}. At least two classes are needed.`)
  }
  if (counts.every((count) => count < 2)) {
    throw new DataError(`${name} holds no class twice, so that nothing would be left to test on.`)
  }
}

/**
 * IDX images and their labels, in any order and under any name: three dimensions are images, one is labels. One pair, or
 * two that are joined (MNIST's train and t10k). Classes are 0 to the largest label. Throws a DataError that names the
 * file and the fault.
 */
export const imageSet: Reader = {
  knows: isIdx,
  read: readImageSet,
}

function readImageSet(files: readonly OpenedFile[]): RawData {
  const images: Images[] = []
  const labels: Labels[] = []
  for (const { name, bytes } of files) {
    const { dimensions, data } = parseIdx(bytes, name)
    if (dimensions.length === 3) images.push(imagesOf(name, dimensions, data))
    else if (dimensions.length === 1) labels.push(labelsOf(name, dimensions, data))
    else {
      throw new DataError(`${name} has ${dimensions.length} dimensions; images have three and labels have one.`)
    }
  }
  const found = pairs(images, labels)
  const { width, height } = found[0].images
  for (const { images: other } of found) {
    if (other.width === width && other.height === height) continue
    throw new DataError(
      `${found[0].images.name} holds images of ${width} × ${height} pixels, ` +
        `but ${other.name} of ${other.width} × ${other.height}.`,
    )
  }
  const bytes = joined(found.map((pair) => pair.labels.data))
  checkClasses(bytes, found.map((pair) => pair.labels.name).join(' and '))
  const classes = bytes.reduce((a, b) => Math.max(a, b)) + 1
  return {
    classes,
    classNames: Array.from({ length: classes }, (_, index) => String(index)),
    dimensions: width * height,
    features: joined(found.map((pair) => pair.images.data)),
    labels: Int32Array.from(bytes),
    image: { width, height },
  }
}
