import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataError } from '../../src/data/dataset.ts'
import { fetchImageSet, type RemoteSource } from '../../src/data/remote.ts'
import { gzipped, idxBytes, smallSet } from './helpers.ts'

const set = smallSet(300)
const files: Readonly<Record<string, Uint8Array>> = {
  '/t10k-images-idx3-ubyte.gz': gzipped(set.images),
  '/t10k-labels-idx1-ubyte.gz': gzipped(set.labels),
}
const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0)

let server: Server
let source: RemoteSource
let requests: string[]
let answer: (path: string, response: ServerResponse) => void

/** The files in two pieces, with or without their length. */
function serve(path: string, response: ServerResponse, withLength = true) {
  const content = files[path]
  response.writeHead(200, withLength ? { 'content-length': content.length } : {})
  response.write(content.subarray(0, 20))
  setTimeout(() => response.end(content.subarray(20)), 10)
}

beforeEach(async () => {
  requests = []
  answer = serve
  server = createServer((request, response) => {
    requests.push(request.url ?? '')
    answer(request.url ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  source = { name: 'Small', base, part: 't10k', page: 'https://example.org/small', classNames: ['cat', 'dog', 'owl'] }
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** As much of Cache Storage as is used, kept in memory. */
function memoryStore(change: Partial<Cache> = {}) {
  const kept = new Map<string, Response>()
  const cache = {
    match: async (url: string) => kept.get(url)?.clone(),
    put: async (url: string, response: Response) => void kept.set(url, response),
    delete: async (url: string) => kept.delete(url),
    ...change,
  }
  return { kept, caches: { open: async () => cache } as unknown as CacheStorage }
}

const ignore = () => {}
const message = (reason: string) =>
  `Small could not be downloaded from ${new URL(source.base).host} (${reason}). ` +
  'Drop t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz on the page instead; they are at https://example.org/small'

describe('fetchImageSet', () => {
  it('downloads the two files and gives the classes their names', async () => {
    const raw = await fetchImageSet(source, ignore, { caches: undefined })
    expect(raw).toMatchObject({ classes: 3, classNames: ['cat', 'dog', 'owl'], image: { width: 3, height: 2 } })
    expect(raw.labels.length).toBe(300)
    expect(requests.sort()).toEqual(Object.keys(files).sort())
  })

  it('ends where it is no longer wanted, and says nothing of the network', async () => {
    const stop = new AbortController()
    answer = (path, response) => void response.write(files[path].subarray(0, 20))
    const waiting = fetchImageSet(source, () => stop.abort(), { caches: undefined, signal: stop.signal })
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('tells its progress over both files', async () => {
    const told: [number, number][] = []
    // The rest of a file comes when the beginnings of both were told: else a busy machine hands over both pieces as one.
    answer = (path, response) => {
      const content = files[path]
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, 20))
      const waiting = setInterval(() => {
        if (told.length < 2) return
        clearInterval(waiting)
        response.end(content.subarray(20))
      }, 1)
    }
    await fetchImageSet(source, (...progress) => told.push(progress), memoryStore())
    expect(told.length).toBeGreaterThanOrEqual(4)
    told.slice(1).forEach(([loaded], i) => expect(loaded).toBeGreaterThan(told[i][0]))
    expect(told.at(-1)).toEqual([bytes, bytes])
    expect(told.every(([, total]) => total === bytes || total === 0)).toBe(true)
  })

  it('has no total where the server gives no length', async () => {
    answer = (path, response) => serve(path, response, false)
    const told: [number, number][] = []
    await fetchImageSet(source, (...progress) => told.push(progress), { caches: undefined })
    expect(told.at(-1)).toEqual([bytes, 0])
    expect(told.every(([, total]) => total === 0)).toBe(true)
  })

  it('takes them from the store the second time', async () => {
    const store = memoryStore()
    const first = await fetchImageSet(source, ignore, store)
    requests = []
    const second = await fetchImageSet(source, () => expect.fail('nothing is downloaded'), store)
    expect(requests).toEqual([])
    expect(second).toEqual(first)
  })

  it.each([
    ['forbidden', { caches: { open: () => Promise.reject(new DOMException('no', 'SecurityError')) } as unknown as CacheStorage }],
    ['full', memoryStore({ put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) })],
    ['unreadable', memoryStore({ match: () => Promise.reject(new Error('broken')) })],
    [
      'unreadable and not to be cleared',
      memoryStore({ match: () => Promise.reject(new Error('broken')), delete: () => Promise.reject(new Error('broken')) }),
    ],
  ])('does without a store that is %s', async (_, surroundings) => {
    expect((await fetchImageSet(source, ignore, surroundings)).labels.length).toBe(300)
    expect((await fetchImageSet(source, ignore, surroundings)).labels.length).toBe(300)
    expect(requests.length).toBe(4)
  })

  it('downloads again what the store has only in part, or damaged', async () => {
    const store = memoryStore()
    await fetchImageSet(source, ignore, store)
    const [first] = store.kept.keys()
    store.kept.delete(first)
    await fetchImageSet(source, ignore, store)
    expect(requests.length).toBe(4)
    store.kept.set(first, new Response('damaged'))
    expect((await fetchImageSet(source, ignore, store)).labels.length).toBe(300)
    expect(requests.length).toBe(6)
  })

  it('keeps nothing that it cannot read, and names the file', async () => {
    answer = (path, response) => {
      if (path.includes('labels')) response.end('<html>')
      else serve(path, response)
    }
    const store = memoryStore()
    await expect(fetchImageSet(source, ignore, store)).rejects.toThrow(
      new DataError('t10k-labels-idx1-ubyte.gz is not an IDX file: it does not begin as one.'),
    )
    expect(store.kept.size).toBe(0)
  })

  it('gives names to the labels that occur, and knows others by their label', async () => {
    const labels = idxBytes([300], Array.from({ length: 300 }, (_, n) => [1, 2, 7][n % 3]))
    answer = (path, response) => response.end(path.includes('labels') ? labels : files[path])
    const raw = await fetchImageSet(source, ignore, { caches: undefined })
    expect(raw).toMatchObject({ classes: 3, classNames: ['dog', 'owl', '7'] })
  })

  it('stops where the server announces or sends more than is read', async () => {
    const reason = message('it is over 200 MB, more than this page reads')
    answer = (path, response) => {
      response.writeHead(200, { 'content-length': 100_000_001 })
      response.write(files[path])
    }
    await expect(fetchImageSet(source, ignore, {})).rejects.toThrow(new DataError(reason))
    let sent = 0
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(new Uint8Array(2 ** 20))) sent++
      }
      response.writeHead(200)
      response.on('drain', more)
      more()
    }
    await expect(fetchImageSet(source, ignore, {})).rejects.toThrow(new DataError(reason))
    expect(sent).toBeLessThan(300)
  })

  it('says what to drop instead when the files are not there', async () => {
    answer = (_, response) => response.writeHead(404).end()
    await expect(fetchImageSet(source, ignore, {})).rejects.toThrow(new DataError(message('the server answered 404')))
  })

  it('says what to drop instead when nobody answers', async () => {
    await new Promise((resolve) => server.close(resolve))
    await expect(fetchImageSet(source, ignore, {})).rejects.toThrow(new DataError(message('fetch failed')))
    server.listen(0)
  })

  it('says what to drop instead when the download breaks off', async () => {
    answer = (path, response) => {
      response.writeHead(200, { 'content-length': files[path].length })
      response.write(files[path].subarray(0, 20), () => response.destroy())
    }
    await expect(fetchImageSet(source, ignore, {})).rejects.toThrow(new DataError(message('terminated')))
  })
})
