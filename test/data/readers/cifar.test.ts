import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../../src/data/build.ts'
import { DataError } from '../../../src/data/dataset.ts'
import { readFingerprint } from '../../../src/data/fingerprint.ts'
import { readOwn } from '../../../src/data/own.ts'
import { readFiles } from '../../../src/data/readers/readers.ts'
import { cifarBytes, fileOf, gzipped, idxBytes, tarBytes } from '../helpers.ts'

const ROW = 3073
/** What a pixel is: another one of every image, channel and place. */
const colour = (first: number) => (image: number, channel: number, y: number, x: number) => (first + 50 * image + 90 * channel + 3 * y + x) % 256
const batch = (first: number, ...labels: readonly number[]) => cifarBytes(labels.map((label) => [label]), colour(first))
const fine = (first: number, ...labels: readonly number[]) => cifarBytes(labels.map((label) => [Math.floor(label / 5), label]), colour(first))
const text = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n\n`)

const one = batch(1, 6, 9, 9, 4)
const two = batch(2, 0, 9, 6)
const NAMES = ['plane', 'car', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'lorry']

/** That every value of the images is where it belongs, red, green and blue of a pixel together. */
function expectColours(features: ArrayLike<number>, first: number, images: number, from = 0): void {
  for (let image = 0; image < images; image++) {
    for (const [y, x] of [[0, 0], [0, 1], [1, 0], [17, 5], [31, 31]] as const) {
      const at = ((from + image) * 1024 + y * 32 + x) * 3
      expect([features[at], features[at + 1], features[at + 2]]).toEqual([0, 1, 2].map((channel) => colour(first)(image, channel, y, x)))
    }
  }
}

describe('CIFAR', () => {
  it.each([
    ['data_batch_1.bin', one],
    ['data_batch_1.bin.gz', gzipped(one)],
    ['whatever it is', one],
  ])('reads a batch: %s', async (name, bytes) => {
    const raw = await readFiles([fileOf(name, bytes)])
    expect(raw).toMatchObject({ classes: 3, classNames: ['deer', 'frog', 'truck'], dimensions: 3072, image: { width: 32, height: 32, channels: 3 } })
    expect([...raw.labels]).toEqual([1, 2, 2, 0])
    expect(raw.features).toHaveLength(4 * 3072)
    expectColours(raw.features, 1, 4)
  })

  it('reads batches that are cut anywhere in reading', async () => {
    const labels = Array.from({ length: 700 }, (_, i) => i % 10)
    const raw = await readFiles([fileOf('a.bin', batch(9, ...labels)), fileOf('b.bin.gz', gzipped(two))])
    expect([...raw.labels]).toEqual([...labels, 0, 9, 6])
    expectColours(raw.features, 9, 700)
    expectColours(raw.features, 2, 3, 700)
  })

  it('joins batches, the larger first, alike in any order and under any name', async () => {
    const same = batch(3, 9, 6, 0)
    const raw = await readFiles([fileOf('a.bin', one), fileOf('b.bin', two), fileOf('c.bin', same)])
    expect([...raw.labels.subarray(0, 4)].map((label) => raw.classNames[label])).toEqual(['frog', 'truck', 'truck', 'deer'])
    expect(await readFiles([fileOf('3.bin', same), fileOf('1.bin', two), fileOf('2.bin', gzipped(one))])).toEqual(raw)
  })

  it('reads CIFAR-100 by its fine labels, with names where they are given', async () => {
    const bytes = fine(7, 99, 12, 99)
    const raw = await readFiles([fileOf('train.bin', bytes)])
    expect(raw).toMatchObject({ classes: 2, classNames: ['12', '99'] })
    expectColours(raw.features, 7, 3)
    const list = (name: string, count: number) => fileOf(name, text(Array.from({ length: count }, (_, i) => `${name} ${i}`)))
    const named = await readFiles([list('coarse_label_names.txt', 20), fileOf('train.bin', bytes), list('fine_label_names.txt', 100)])
    expect(named.classNames).toEqual(['fine label names.txt 12', 'fine label names.txt 99'])
  })

  it('tells the two sets apart by labels where the size is of either', async () => {
    const rows = (count: number, of: (i: number) => number[], size: number) => {
      const bytes = new Uint8Array(count * size).fill(200)
      for (let i = 0; i < count; i++) bytes.set(of(i), i * size)
      return bytes
    }
    const ten = await readFiles([fileOf('x.bin', rows(3074, (i) => [i % 10], 3073))])
    expect([ten.classes, ten.labels.length]).toEqual([10, 3074])
    const hundred = await readFiles([fileOf('x.bin', rows(3073, (i) => [i % 20, i % 100], 3074))])
    expect([hundred.classes, hundred.labels.length]).toEqual([100, 3073])
  })

  it('takes nothing else for it that has such a size, nor a batch for IDX that begins as that does', async () => {
    const labels = idxBytes([ROW - 8], Array.from({ length: ROW - 8 }, (_, i) => i % 3))
    const images = idxBytes([ROW - 8, 1, 1], new Uint8Array(ROW - 8))
    for (const name of ['labels', 'labels.bin']) {
      expect((await readFiles([fileOf('images', images), fileOf(name, labels)])).image).toEqual({ width: 1, height: 1, channels: 1 })
    }
    const table = '\tx\ty\n'.concat('a\t1\t2\nb\t2\t1\n'.repeat(400)).slice(0, ROW - 1).concat('\n')
    expect((await readFiles([fileOf('table.tsv', new TextEncoder().encode(table))])).image).toBeUndefined()
    const black = cifarBytes([[0], [0], [4]], (_, channel, y, x) => (channel === 0 && y === 0 ? [0, 8, 3][x] ?? 0 : 9))
    expect([...black.subarray(0, 4)]).toEqual([0, 0, 8, 3])
    expect((await readFiles([fileOf('a', black)])).classNames).toEqual(['airplane', 'deer'])
  })

  it('reads the archive as published, with the names of its classes', async () => {
    const files = [
      ['cifar-10-batches-bin/', new Uint8Array(), '5'],
      ['cifar-10-batches-bin/batches.meta.txt', text(NAMES)],
      ['cifar-10-batches-bin/data_batch_1.bin', one],
      ['cifar-10-batches-bin/test_batch.bin', two],
      ['cifar-10-batches-bin/readme.html', text(['<html>'])],
    ] as const
    const archive = tarBytes(files)
    const raw = await readFiles([fileOf('cifar-10-binary.tar.gz', gzipped(archive))])
    expect(raw.classNames).toEqual(['plane', 'deer', 'frog', 'lorry'])
    expectColours(raw.features, 1, 4)
    expectColours(raw.features, 2, 3, 4)
    expect(await readFiles([fileOf('b.bin', two), fileOf('a.bin', one), fileOf('n.txt', text(NAMES))])).toEqual(raw)
    await expect(readFiles([fileOf('x.tar', archive.slice(0, 5000))])).rejects.toThrow(new DataError('x.tar ends early: the tar archive is cut off. Download it again.'))
    await expect(readFiles([fileOf('x.tar', tarBytes(Array.from({ length: 9 }, () => files[2])))])).rejects.toThrow(/^x\.tar holds more than 8 files\./)
    await expect(readFiles([fileOf('x.tar', tarBytes([files[0]]))])).rejects.toThrow(new DataError('x.tar holds no files.'))
  })

  it('has a fingerprint of all its batches, and links that name all of them', async () => {
    const files = Array.from({ length: 6 }, (_, n) => fileOf(`data_batch_${n + 1}.bin`, batch(n, 1, 2, 3)))
    const { file } = await readOwn(files)
    expect(readFingerprint(file)).toMatchObject({ names: files.map(({ name }) => name), bytes: 6 * 3 * ROW, rows: 18 })
    expect((await readOwn([...files].reverse())).file).toBe(file)
  })

  it('is split and standardised with one scale and shift for all values of all channels', async () => {
    const raw = await readFiles([fileOf('a.bin', batch(5, ...Array.from({ length: 20 }, (_, i) => i % 2)))])
    const { train, test, image } = buildDataset(raw, { imbalance: 1, labelNoise: 0, testShare: 0.2, seed: 1 })
    expect([train.labels.length, test.labels.length]).toEqual([16, 4])
    if (!image) throw new Error('no image')
    expect(image).toMatchObject({ width: 32, height: 32, channels: 3 })
    const back = (features: Float32Array, example: number) => Array.from(features.subarray(example * 3072, (example + 1) * 3072), (value) => Math.round(value * image.scale + image.shift)).join()
    const known = new Map(Array.from({ length: 20 }, (_, i) => [raw.features.subarray(i * 3072, (i + 1) * 3072).join(), raw.labels[i]]))
    expect(known.size).toBe(20)
    for (const { features, labels } of [train, test]) {
      for (const [example, label] of labels.entries()) expect(known.get(back(features, example))).toBe(label)
    }
  })

  const bad: readonly (readonly [string, readonly ReturnType<typeof fileOf>[], string])[] = [
    ['a cut batch', [fileOf('a.bin', one.slice(0, 3 * ROW + 100))], 'a.bin ends early: an image of CIFAR-10 and its label take 3,073 bytes, and of the last there are 100 only.'],
    ['a cut batch, gzipped', [fileOf('a.bin.gz', gzipped(one.slice(0, -1)))], 'a.bin.gz ends early: an image of CIFAR-10 and its label take 3,073 bytes, and of the last there are 3,072 only.'],
    ['a cut batch of CIFAR-100', [fileOf('a.bin', fine(3, 60, 61, 62).slice(0, -7))], 'a.bin ends early: an image of CIFAR-100 and its label take 3,074 bytes, and of the last there are 3,067 only.'],
    ['cut gzip', [fileOf('a.bin.gz', gzipped(one).slice(0, -9))], 'a.bin.gz ends early: the gzip data is cut off. Download it again.'],
    ['another size', [fileOf('a.bin', new Uint8Array(5000).fill(222))], 'a.bin is no CIFAR file: its 5,000 bytes are no images of 3,073 bytes (CIFAR-10) or 3,074 bytes (CIFAR-100) each.'],
    ['a label out of range', [fileOf('a.bin', batch(1, 3, 10, 4))], 'a.bin is no file of CIFAR-10: image 2 has the label 10, where 0 to 9 are possible.'],
    ['a coarse label out of range', [fileOf('a.bin', cifarBytes([[19, 99], [20, 1]], colour(1)))], 'a.bin is no file of CIFAR-100: image 2 has the label 20, where 0 to 19 are possible.'],
    ['nothing', [fileOf('a.bin', new Uint8Array())], 'a.bin is empty, or a folder.'],
    ['one class', [fileOf('a.bin', batch(1, 3, 3)), fileOf('b.bin', batch(2, 3))], 'a.bin and b.bin hold one class only: every label is 3. At least two classes are needed.'],
    ['nothing to test on', [fileOf('a.bin', batch(1, 3, 4))], 'a.bin holds no class twice, so that nothing would be left to test on.'],
    ['both sets', [fileOf('a.bin', one), fileOf('b.bin', fine(1, 3, 3))], 'a.bin is of CIFAR-10, but b.bin of CIFAR-100. Choose files of one of them.'],
    ['an IDX file among them', [fileOf('a.bin', one), fileOf('b', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 5))], 'b is no CIFAR file: its 9 bytes are no images of 3,073 bytes (CIFAR-10) or 3,074 bytes (CIFAR-100) each.'],
    ['too few names', [fileOf('a.bin', one), fileOf('n.txt', text(NAMES.slice(1)))], 'n.txt names 9 classes, one a line; CIFAR-10 has 10.'],
    ['a name twice', [fileOf('a.bin', one), fileOf('n.txt', text([...NAMES.slice(1), 'dog']))], 'n.txt names two classes “dog”.'],
    ['a long text', [fileOf('a.bin', one), fileOf('n.txt', text(Array(3000).fill('abcd') as string[]))], 'n.txt is no list of class names: it is too long.'],
    ['the version for Python', [fileOf('data_batch_1', Uint8Array.of(128, 2, 125, 113, 1, 0, 0))], 'data_batch_1 is a Python pickle: of CIFAR take the binary version.'],
  ]
  it.each(bad)('refuses %s', async (_, files, message) => {
    await expect(readFiles(files)).rejects.toThrow(new DataError(message))
  })
})
