import { beforeEach, expect, test, vi } from 'vitest'
import { DataError } from '../../src/data/dataset.ts'
import { hashOf } from '../../src/data/fingerprint.ts'
import type { ShelfEntry } from '../../src/data/shelf.ts'
import { FileKeeper, type Shelf, useKeptFiles } from '../../src/store/keptFiles.ts'

const FILE = 'a.csv:10:5:0123456789ab'
const files = [new File(['0123456789'], 'a.csv')]

/** A shelf in memory. */
function shelf(): Shelf {
  const kept = new Map<string, { entry: ShelfEntry; files: readonly File[] }>()
  return {
    shelved: async () => [...kept.values()].map(({ entry }) => entry),
    put: async (file, given) => {
      const hash = hashOf(file) ?? ''
      kept.set(hash, { entry: { hash, file, bytes: 10, date: '' }, files: given as readonly File[] })
    },
    take: async (hash) => {
      const found = kept.get(hash)?.files
      kept.delete(hash)
      return found
    },
  }
}

const fault = () => useKeptFiles.getState().fault
const listed = () => useKeptFiles.getState().entries?.map(({ file }) => file)

beforeEach(() => useKeptFiles.setState({ entries: null, fault: '' }))

test('what is kept is listed until it is forgotten, which gives it back; other tabs are told', async () => {
  const tell = vi.fn<() => void>()
  const keeper = new FileKeeper(shelf(), tell)
  await keeper.read()
  expect(listed()).toEqual([])
  await keeper.keep(FILE, files)
  expect(listed()).toEqual([FILE])
  expect(await keeper.forget('0123456789ab')).toBe(files)
  expect(listed()).toEqual([])
  expect(tell).toHaveBeenCalledTimes(2)
})

test.each([
  ['a full store', new DOMException('', 'QuotaExceededError'), 'There is no room left in the browser’s store. Forget a kept file, or delete a kept experiment. What was chosen stays in use until the page is closed or reloaded.'],
  ['too much together', new DataError('All kept files would take 600 MB together.'), 'All kept files would take 600 MB together.'],
  ['a file that was moved meanwhile', new DOMException('The file could not be found.', 'NotFoundError'), 'The browser’s store failed: The file could not be found. What was chosen stays'],
])('%s is said in words, and what was kept stays', async (_, error, says) => {
  const full = shelf()
  const keeper = new FileKeeper(full, () => {})
  await keeper.keep(FILE, files)
  const failing = new FileKeeper({ ...full, put: () => Promise.reject(error) }, () => {})
  await failing.keep('b.csv:10:5:ba9876543210', files)
  expect(fault()).toContain(says)
  expect(listed()).toEqual([FILE])
  await keeper.forget('0123456789ab')
  expect(fault()).toBe('')
})

test('a browser that keeps nothing says so when it is to keep something, and not before', async () => {
  const refused = new FileKeeper({ ...shelf(), shelved: () => Promise.reject(new Error('It is forbidden here.')) }, () => {})
  await refused.read()
  expect([listed(), fault()]).toEqual([[], ''])
  await refused.keep(FILE, files)
  expect(fault()).toBe('This browser lets the page keep nothing, as in some private windows (It is forbidden here). What was chosen stays in use until the page is closed or reloaded.')
})

test('files that the page has no longer are asked for once more', async () => {
  await new FileKeeper(shelf(), () => {}).keep(FILE, undefined)
  expect(fault()).toBe('Choose a.csv once more to keep it.')
})
