import { DataError } from '../dataset.ts'
import { countText } from '../text.ts'
import { checkBytes } from './open.ts'

/** What an IDX file of unsigned bytes says of itself. */
export interface IdxHeader {
  readonly dimensions: readonly number[]
  /** Where its values begin, and where they end: bytes of the whole file. */
  readonly start: number
  readonly end: number
}

const UNSIGNED_BYTE = 0x08
/** The other types of the format, for the message. */
const OTHER_TYPES: Readonly<Record<number, string>> = {
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: '32-bit floating-point numbers',
  0x0e: '64-bit floating-point numbers',
}

/** Whether bytes begin as IDX does: two zeros, a type of the format, and at least one dimension. */
export function isIdx([first, second, type, count]: Uint8Array): boolean {
  return first === 0 && second === 0 && (type === UNSIGNED_BYTE || type in OTHER_TYPES) && count > 0
}

/**
 * Reads the header of IDX (the format of MNIST, described at yann.lecun.com/exdb/mnist): two zero bytes, the type, the
 * number of dimensions, each dimension as 32-bit big-endian; the values follow, the last dimension fastest. Unsigned
 * bytes in one, three or four dimensions only. Throws a DataError that names the file and the fault.
 */
export function idxHeader(head: Uint8Array, name: string): IdxHeader {
  if (head.length === 0) throw new DataError(`${name} is empty, or a folder.`)
  if (!isIdx(head)) throw new DataError(`${name} is not an IDX file: it does not begin as one.`)
  const [, , type, count] = head
  if (type !== UNSIGNED_BYTE) {
    throw new DataError(`${name} holds ${OTHER_TYPES[type]}; only IDX files of unsigned bytes can be read.`)
  }
  if (count !== 1 && count !== 3 && count !== 4) {
    throw new DataError(`${name} has ${countText(count, 'dimension')}; images have three, or four with their channels, and labels have one.`)
  }
  if (head.length < 4 + 4 * count) throw new DataError(`${name} ends early: its header is cut off.`)
  const header = headerOf(head)
  checkBytes([name], header.end)
  return header
}

/** Whether a file of this many bytes is what its header says. */
export function isWholeIdx(head: Uint8Array, size: number): boolean {
  return isIdx(head) && head.length >= 4 + 4 * head[3] && headerOf(head).end === size
}

function headerOf(head: Uint8Array): IdxHeader {
  const count = head[3]
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const dimensions = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i))
  const start = 4 + 4 * count
  return { dimensions, start, end: start + dimensions.reduce((product, dimension) => product * dimension, 1) }
}
