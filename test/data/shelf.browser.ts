import { beforeEach, expect, test } from 'vitest'
import { hashOf, writeFingerprint } from '../../src/data/fingerprint.ts'
import { fingerprintOf } from '../../src/data/own.ts'
import { fromShelf, MOST_SHELVED, putOnShelf, shelved, takeOffShelf } from '../../src/data/shelf.ts'

const file = (text: string, name: string) => new File([text], name)
const fingerprint = async (...files: readonly File[]) => writeFingerprint(await fingerprintOf(files, 3))
const names = async () => (await shelved()).map(({ file }) => file.split(':')[0])
/** Says that it is larger than it is. */
const claiming = (size: number, one: File) => Object.defineProperty(one, 'size', { value: size })

beforeEach(async () => {
  for (const { hash } of await shelved()) await takeOffShelf(hash)
})

test('files are kept whole under what they are told by, and given back when they are deleted', async () => {
  const [one, other] = [file('images', 'a.idx'), file('labels', 'b.idx')]
  const named = await fingerprint(one, other)
  expect(await fromShelf(named)).toBeUndefined()
  await putOnShelf(named, [one, other])
  const renamed = named.replace('a.idx', 'c.idx')
  const kept = (await fromShelf(renamed)) ?? []
  expect(await Promise.all(kept.map(async (found) => [found.name, await found.text()]))).toEqual([['a.idx', 'images'], ['b.idx', 'labels']])
  expect(await fingerprint(...kept)).toBe(named)
  expect(await shelved()).toMatchObject([{ file: named, bytes: 12 }])
  // Kept again, they are kept once.
  await putOnShelf(renamed, [one, other])
  expect(await shelved()).toMatchObject([{ file: renamed }])
  const back = (await takeOffShelf(hashOf(named) ?? '')) ?? []
  expect(await Promise.all(back.map((found) => found.text()))).toEqual(['images', 'labels'])
  expect(await shelved()).toEqual([])
  expect(await fromShelf(named)).toBeUndefined()
  expect(await takeOffShelf(hashOf(named) ?? '')).toBeUndefined()
})

test('more than is kept together is refused in words, and what was kept stays', async () => {
  const [first, second] = [file('first', 'a.csv'), file('second', 'b.csv')]
  await putOnShelf(await fingerprint(first), [claiming(MOST_SHELVED - 100, first)])
  const named = await fingerprint(second)
  await expect(putOnShelf(named, [claiming(101, second)])).rejects.toThrow(/^All kept files would take 500 MB together; this page keeps 500 MB at most\. Forget one/)
  expect(await names()).toEqual(['a.csv'])
  expect(await fromShelf(named)).toBeUndefined()
  await putOnShelf(named, [claiming(100, file('second', 'b.csv'))])
  expect(await names()).toEqual(['b.csv', 'a.csv'])
})

test('200 MB are kept, and read from where one wants', async () => {
  const large = new File(Array.from({ length: 200 }, (_, i) => new Uint8Array(1e6).fill(i)), 'large.csv')
  const named = `large.csv:${large.size}:3:0123456789ab`
  await putOnShelf(named, [large])
  const [kept] = (await fromShelf(named)) ?? []
  expect(kept.size).toBe(200e6)
  expect(new Uint8Array(await kept.slice(137e6 - 1, 137e6 + 1).arrayBuffer())).toEqual(Uint8Array.of(136, 137))
})
