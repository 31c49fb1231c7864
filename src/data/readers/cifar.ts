import { allocated } from '../allocated.ts'
import { DataError, type RawData } from '../dataset.ts'
import { countText } from '../text.ts'
import { isIdx, isWholeIdx } from './idx.ts'
import { checkCount, occurring } from './images.ts'
import { checkBytes, type OpenedFile } from './open.ts'
import { channelsLast } from './planes.ts'
import type { Reader } from './reader.ts'
import { textOf } from './table/encoding.ts'

const SIDE = 32
const CHANNELS = 3
const VALUES = SIDE * SIDE * CHANNELS

/** How the rows of a set are written. */
interface Format {
  readonly name: string
  /** How many values each label byte has that a row begins with; the last is the class. */
  readonly labels: readonly number[]
  /** Bytes of a row. */
  readonly row: number
  /** As published, by label, where nothing else names them. */
  readonly classNames: readonly string[]
}

/** The two sets of cs.toronto.edu/~kriz/cifar.html, binary version. Of CIFAR-100 the classes are the fine labels. */
const FORMATS: readonly Format[] = [
  {
    name: 'CIFAR-10',
    labels: [10],
    row: 1 + VALUES,
    classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  },
  { name: 'CIFAR-100', labels: [20, 100], row: 2 + VALUES, classNames: [] },
]

/** A list of names is no longer, in characters. */
const LONGEST_LIST = 10_000
const isList = ({ name }: OpenedFile): boolean => /\.txt$/i.test(name)
/** What else is published beside the batches and not needed. */
const isBeside = ({ name }: OpenedFile): boolean => /^readme\.html$/i.test(name)

/**
 * CIFAR-10 and CIFAR-100 as binary files: rows of one label or two and 32 × 32 pixels, all of red, then of green, then of
 * blue. One batch or several, in any order and under any name; the order of their examples follows from what is in
 * them. Names of classes are taken from a list (batches.meta.txt, fine_label_names.txt) that is chosen with them. Throws a
 * DataError that names the file and the fault.
 */
export const cifar: Reader = { knows: isCifar, read: readCifar }

/** Rows have no mark by which they begin: the size tells, or the name. */
function isCifar(file: OpenedFile): boolean {
  const { name, head, size } = file
  if (isList(file) || isBeside(file)) return false
  const isNamed = /\.bin(\.gz)?$/i.test(name)
  if (size && FORMATS.some(({ row }) => size % row === 0)) return (isNamed || !isText(head)) && !isWholeIdx(head, size)
  return isNamed && !isIdx(head)
}

function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13))
}

async function readCifar(files: readonly OpenedFile[]): Promise<RawData> {
  const lists = files.filter(isList)
  const batches: Batch[] = []
  for (const file of files) {
    if (isList(file) || isBeside(file)) continue
    batches.push(await surveyBatch(file))
    checkBytes(batches.map(({ file: { name } }) => name), batches.reduce((sum, { size }) => sum + size, 0))
  }
  const [{ file: { name }, format }] = batches
  for (const other of batches) {
    if (other.format !== format) throw new DataError(`${name} is of ${format.name}, but ${other.file.name} of ${other.format.name}. Choose files of one of them.`)
  }
  const names = batches.map(({ file }) => file.name)
  // A link finds the same data again whatever the files are called.
  batches.sort((a, b) => b.labels.length - a.labels.length || a.check - b.check)
  const bytes = Uint8Array.from(batches.flatMap(({ labels }) => labels))
  checkCount(names, bytes.length)
  const values = occurring(bytes, names)
  const classNames = await namesOf(lists, format)
  const size = bytes.length * VALUES
  const features = allocated(size, () => new Uint8Array(size))
  let at = 0
  for (const batch of batches) at = await fill(features, at, batch)
  const image = { width: SIDE, height: SIDE, channels: CHANNELS }
  channelsLast(features, image)
  return {
    classes: values.length,
    classNames: values.map((label) => classNames[label] ?? String(label)),
    dimensions: VALUES,
    features,
    labels: Int32Array.from(bytes, (label) => values.indexOf(label)),
    image,
  }
}

/** A batch, and what is known of it before its pixels are taken. */
interface Batch {
  readonly file: OpenedFile
  readonly format: Format
  readonly size: number
  /** Class of each row. */
  readonly labels: readonly number[]
  /** The same for the same content. */
  readonly check: number
}

/** Looks through a batch once: of which set it is, and the labels in it. */
async function surveyBatch(file: OpenedFile): Promise<Batch> {
  const found = FORMATS.map(({ labels }) => labels.map((): number[] => []))
  let size = 0
  let check = 0x811c9dc5
  for await (const piece of file.pieces()) {
    for (const [f, { row }] of FORMATS.entries()) {
      for (const [place, labels] of found[f].entries()) {
        const first = (place - (size % row) + row) % row
        for (let i = first; i < piece.length; i += row) labels.push(piece[i])
      }
    }
    // FNV-1a.
    for (const byte of piece) check = Math.imul(check ^ byte, 0x01000193)
    size += piece.length
  }
  const format = formatOf(file.name, size, found)
  return { file, format, size, labels: found[FORMATS.indexOf(format)].at(-1) ?? [], check }
}

/** The set of which a file of this size is that has these bytes where each set has its labels: whole rows, labels in range. */
function formatOf(name: string, size: number, found: readonly (readonly (readonly number[])[])[]): Format {
  if (size === 0) throw new DataError(`${name} is empty, or a folder.`)
  const beyond = ({ labels }: Format, f: number) => labels.flatMap((count, place) => found[f][place].flatMap((label, image) => (label < count ? [] : [{ count, label, image }])))[0]
  const judged = FORMATS.map((format, f) => ({ format, isWhole: size % format.row === 0, beyond: beyond(format, f) }))
  const good = judged.find(({ isWhole, beyond }) => isWhole && !beyond)
  if (good) return good.format
  const whole = judged.find(({ isWhole }) => isWhole)
  if (whole) {
    const { format, beyond: { count, label, image } } = whole
    throw new DataError(`${name} is no file of ${format.name}: image ${(image + 1).toLocaleString('en')} has the label ${label}, where 0 to ${count - 1} are possible.`)
  }
  const cut = judged.find(({ format: { row }, beyond }) => size > row && !beyond)
  if (cut) {
    const { name: set, row } = cut.format
    throw new DataError(`${name} ends early: an image of ${set} and its label take ${countText(row, 'byte')}, and of the last there are ${(size % row).toLocaleString('en')} only.`)
  }
  const rows = FORMATS.map(({ name, row }) => `${row.toLocaleString('en')} bytes (${name})`).join(' or ')
  throw new DataError(`${name} is no CIFAR file: its ${countText(size, 'byte')} are no images of ${rows} each.`)
}

/** Copies the pixels of a batch to where they begin, as they are in the file; where those of the next begin. */
async function fill(features: Uint8Array, begin: number, { file, format: { row, labels } }: Batch): Promise<number> {
  let at = 0
  let to = begin
  for await (const piece of file.pieces()) {
    for (let i = 0; i < piece.length; ) {
      const within = (at + i) % row
      const length = Math.min((within < labels.length ? labels.length : row) - within, piece.length - i)
      if (within >= labels.length) {
        features.set(piece.subarray(i, i + length), to)
        to += length
      }
      i += length
    }
    at += piece.length
  }
  return to
}

/** What the classes are called: as a list says, one name a line, or as published. */
async function namesOf(lists: readonly OpenedFile[], { name: set, labels, classNames }: Format): Promise<readonly string[]> {
  const [count] = labels.slice(-1)
  let names = classNames
  for (const list of lists) {
    const lines = await linesOf(list)
    // Names of labels that are no classes here: the coarse ones.
    if (labels.includes(lines.length) && lines.length !== count) continue
    if (lines.length !== count) throw new DataError(`${list.name} names ${countText(lines.length, 'class', 'classes')}, one a line; ${set} has ${count}.`)
    const twice = lines.find((line, i) => lines.indexOf(line) < i)
    if (twice !== undefined) throw new DataError(`${list.name} names two classes “${twice}”.`)
    names = lines
  }
  return names
}

async function linesOf(list: OpenedFile): Promise<string[]> {
  let text = ''
  for await (const piece of textOf(list, 'utf-8')) {
    text += piece
    if (text.length > LONGEST_LIST) throw new DataError(`${list.name} is no list of class names: it is too long.`)
  }
  // “aquarium_fish”
  return text.split('\n').flatMap((line) => line.replaceAll('_', ' ').trim() || [])
}
