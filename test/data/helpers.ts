import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { NamedBlob } from '../../src/data/readers/open.ts'

/** The first 16 hex digits of the SHA-256 of these numbers' bytes. */
export function hashOf(numbers: Float64Array | Float32Array | Int32Array | Uint8Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

/** How many examples each class has. */
export function countsOf(labels: Int32Array, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const label of labels) counts[label]++
  return counts
}

/** An IDX file of unsigned bytes, written from the format's description. */
export function idxBytes(dimensions: readonly number[], values: readonly number[] | Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length)
  bytes.set([0, 0, 8, dimensions.length])
  const view = new DataView(bytes.buffer)
  dimensions.forEach((dimension, i) => view.setUint32(4 + 4 * i, dimension))
  bytes.set(values, 4 + 4 * dimensions.length)
  return bytes
}

export function gzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(bytes, { level: 1 }))
}

export function fileOf(name: string, bytes: Uint8Array<ArrayBuffer>): NamedBlob {
  return Object.assign(new Blob([bytes]), { name })
}

/** `count` images of 2 × 3 pixels and their labels 0, 1, 2, 0, …; pixel values tell which image it is. */
export function smallSet(count: number, first = 0) {
  const images = idxBytes([count, 2, 3], Array.from({ length: count * 6 }, (_, i) => (first + Math.floor(i / 6)) % 256))
  const labels = idxBytes([count], Array.from({ length: count }, (_, i) => i % 3))
  return { images, labels }
}
