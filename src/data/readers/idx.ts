import { DataError } from '../dataset.ts'

/** Unsigned bytes in as many dimensions as the file says. */
export interface IdxData {
  readonly dimensions: readonly number[]
  readonly data: Uint8Array
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
 * Reads IDX (the format of MNIST, described at yann.lecun.com/exdb/mnist): two zero bytes, the type, the number of
 * dimensions, each dimension as 32-bit big-endian, then the values, the last dimension fastest. Unsigned bytes only.
 * `data` is a view of `bytes`. Throws a DataError that names the file and the fault.
 */
export function parseIdx(bytes: Uint8Array, name: string): IdxData {
  if (bytes.length === 0) throw new DataError(`${name} is empty.`)
  if (!isIdx(bytes)) throw new DataError(`${name} is not an IDX file: it does not begin as one.`)
  const [, , type, count] = bytes
  if (type !== UNSIGNED_BYTE) {
    throw new DataError(`${name} holds ${OTHER_TYPES[type]}; only IDX files of unsigned bytes can be read.`)
  }
  const start = 4 + 4 * count
  if (bytes.length < start) throw new DataError(`${name} ends early: its header is cut off.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dimensions = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i))
  const size = dimensions.reduce((product, dimension) => product * dimension, 1)
  const missing = start + size - bytes.length
  if (missing > 0) throw new DataError(`${name} ends early: ${missing} ${missing === 1 ? 'byte is' : 'bytes are'} missing.`)
  if (missing < 0) {
    const extra = -missing
    throw new DataError(`${name} is longer than it says: ${extra} ${extra === 1 ? 'byte follows' : 'bytes follow'} its data.`)
  }
  return { dimensions, data: bytes.subarray(start) }
}
