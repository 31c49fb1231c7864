import { DataError, type RawData } from './dataset.ts'
import { MAX_BYTES, type NamedBlob, UnzipMissing } from './readers/open.ts'
import { readFiles } from './readers/readers.ts'

/** A published set of images: two gzipped IDX files under one address. */
export interface RemoteSource {
  /** For a person: “MNIST”. */
  readonly name: string
  /** The folder of the files, with its last slash. */
  readonly base: string
  /** Which pair of files: the 60,000 images of `train`, or the 10,000 of `t10k`. */
  readonly part: 'train' | 't10k'
  /** Where a person gets the files by hand. */
  readonly page: string
  /** By label, from 0. */
  readonly classNames?: readonly string[]
}

/** What a download needs of its surroundings; tests pass their own. */
export interface Surroundings {
  /** Ends the download. */
  readonly signal?: AbortSignal
  readonly fetch?: typeof fetch
  /** Cache Storage; absent outside a secure context. */
  readonly caches?: CacheStorage
}

const STORE = 'image-sets'

/** The names of the two files of a source. */
export function remoteFiles({ part }: RemoteSource): readonly string[] {
  return [`${part}-images-idx3-ubyte.gz`, `${part}-labels-idx1-ubyte.gz`]
}

/** The store, or nothing where it is absent or forbidden, as in some private windows. */
async function openStore(caches: CacheStorage | undefined): Promise<Cache | undefined> {
  try {
    return await caches?.open(STORE)
  } catch {
    return undefined
  }
}

function named(blob: Blob, name: string): NamedBlob {
  return Object.assign(blob, { name })
}

/**
 * The set as the store has it, or nothing where it is not whole and readable; what cannot be read is thrown out. Throws
 * an UnzipMissing where the files may be good.
 */
async function fromStore(store: Cache | undefined, source: RemoteSource): Promise<RawData | undefined> {
  if (!store) return undefined
  const names = remoteFiles(source)
  try {
    const responses = await Promise.all(names.map((name) => store.match(source.base + name)))
    const blobs = await Promise.all(responses.map((response) => response?.blob()))
    const files = blobs.flatMap((blob, i) => (blob ? [named(blob, names[i])] : []))
    return files.length === names.length ? await readFiles(files) : undefined
  } catch (error) {
    if (error instanceof UnzipMissing) throw error
    await Promise.all(names.map((name) => store.delete(source.base + name))).catch(() => {})
    return undefined
  }
}

/** Keeps the files for next time. A store that is full or forbidden costs another download, no more. */
async function keep(store: Cache | undefined, source: RemoteSource, files: readonly NamedBlob[]): Promise<void> {
  try {
    await Promise.all(files.map((file) => store?.put(source.base + file.name, new Response(file))))
  } catch {
    // Nothing is lost: the files are in hand.
  }
}

/**
 * Downloads the files side by side and tells the sum of their bytes; total 0 while it is not known. Throws as soon as
 * they are more than is read, by what the server announces or sends.
 */
async function download(
  source: RemoteSource,
  onProgress: (loaded: number, total: number) => void,
  { fetch: fetcher = fetch, signal }: Surroundings,
): Promise<NamedBlob[]> {
  const names = remoteFiles(source)
  const loaded = names.map(() => 0)
  const totals = names.map(() => 0)
  const sumOf = (counts: readonly number[]) => counts.reduce((a, b) => a + b)
  const check = (counts: readonly number[]) => {
    if (sumOf(counts) > MAX_BYTES) throw new Error(`it is over ${MAX_BYTES / 1e6} MB, more than this page reads`)
  }
  const report = () => {
    // A server that unzips on the way announces fewer bytes than it sends.
    const known = totals.every((total, i) => total > 0 && loaded[i] <= total)
    onProgress(sumOf(loaded), known ? sumOf(totals) : 0)
  }
  const stop = new AbortController()
  const abort = () => stop.abort()
  signal?.addEventListener('abort', abort)
  const one = async (name: string, i: number) => {
    const response = await fetcher(source.base + name, { signal: stop.signal })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    if (!response.body) throw new Error('the server sent nothing')
    totals[i] = Number(response.headers.get('content-length') ?? 0)
    check(totals)
    const chunks: BlobPart[] = []
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      chunks.push(value)
      loaded[i] += value.length
      check(loaded)
      report()
    }
    return named(new Blob(chunks), name)
  }
  try {
    return await Promise.all(names.map(one))
  } catch (cause) {
    stop.abort()
    throw cause
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

/**
 * The images of a published set: from Cache Storage where they were kept, otherwise downloaded, with progress in bytes
 * over both files (total 0 while unknown), and kept for next time. Throws a DataError that says why, and names the
 * files to drop on the page instead, where the network fails; as `readFiles` where the files are not what they
 * should be; the signal's reason where it is aborted.
 */
export async function fetchImageSet(
  source: RemoteSource,
  onProgress: (loaded: number, total: number) => void,
  surroundings: Surroundings = {},
): Promise<RawData> {
  const store = await openStore('caches' in surroundings ? surroundings.caches : globalThis.caches)
  let raw = await fromStore(store, source)
  if (!raw) {
    const files = await download(source, onProgress, surroundings).catch((cause: unknown) => {
      surroundings.signal?.throwIfAborted()
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new DataError(
        `${source.name} could not be downloaded from ${new URL(source.base).host} (${reason}). ` +
          `Drop ${remoteFiles(source).join(' and ')} on the page instead; they are at ${source.page}`,
        { cause },
      )
    })
    raw = await readFiles(files).catch(async (error: unknown) => {
      // They need not be downloaded again once what unzips them is there.
      if (error instanceof UnzipMissing) await keep(store, source, files)
      throw error
    })
    await keep(store, source, files)
  }
  const { classNames = [] } = source
  return { ...raw, classNames: raw.classNames.map((label) => classNames[Number(label)] ?? label) }
}
