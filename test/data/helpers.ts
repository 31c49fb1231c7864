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

/** Bytes of CIFAR: rows of one label or two and 32 × 32 pixels, planes of red, green and blue, each of value `of`. */
export function cifarBytes(rows: readonly (readonly number[])[], of: (image: number, channel: number, y: number, x: number) => number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(rows.flatMap((labels, image) => [...labels, ...Array.from({ length: 3072 }, (_, i) => of(image, Math.floor(i / 1024), Math.floor(i / 32) % 32, i % 32))]))
}

/** A tar archive of these files, POSIX.1-1988, from the format's description. */
export function tarBytes(files: readonly (readonly [name: string, content: Uint8Array, type?: string])[]): Uint8Array<ArrayBuffer> {
  const blocks = files.flatMap(([name, content, type = '0']) => {
    const header = new Uint8Array(512)
    const put = (text: string, at: number) => header.set(new TextEncoder().encode(text), at)
    put(name, 0)
    put('0000644\0', 100)
    put(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
    put(type, 156)
    put('ustar\x0000', 257)
    return [...header, ...content, ...new Uint8Array((512 - (content.length % 512)) % 512)]
  })
  return Uint8Array.from([...blocks, ...new Uint8Array(1024)])
}
