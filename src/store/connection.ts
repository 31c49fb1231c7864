import type { Report, Request } from '../engine/protocol.ts'
import { type CoreRequest, startCore } from '../engine/startCore.ts'

/** A worker that runs, until it is closed. */
export interface Connection {
  send(request: Request): void
  close(): void
}

/** Starts a worker; a test stands in for it. */
export type Connect = (received: (report: Report) => void, failed: (fault: string) => void) => Connection

/** Starts the engine's worker, and the cores that it asks for. `failed` is called when it cannot be loaded, throws, ends, or cannot be understood. */
export const connectWorker: Connect = (received, failed) => {
  const name = `engine ${Math.random()}`
  const closed = new AbortController()
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module', name })
  const ends = [() => closed.abort(), () => worker.terminate()]
  worker.addEventListener('message', ({ data }: MessageEvent<Report | CoreRequest>) => {
    if (data.type === 'core') return void ends.push(startCore(data))
    if (data.type !== 'alive') return received(data)
    navigator.locks.request(name, { signal: closed.signal }, () => failed('it ended')).catch(() => {})
  })
  worker.addEventListener('error', (event) => failed(event.message))
  worker.addEventListener('messageerror', () => failed('a message could not be read'))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows take an origin
    send: (request) => worker.postMessage(request),
    close() {
      for (const end of ends) end()
    },
  }
}

/** What the client needs of the browser. */
export interface Surroundings {
  readonly connect: Connect
  /** Calls back before the next paint. */
  beforePaint(callback: () => void): void
  /** Calls back once the page has painted. */
  afterPaint(callback: () => void): void
  /** Milliseconds from any fixed time. */
  now(): number
}

/** The page's own. */
export const browser: Surroundings = {
  connect: connectWorker,
  beforePaint: (callback) => requestAnimationFrame(callback),
  afterPaint: (callback) => requestAnimationFrame(() => setTimeout(callback)),
  now: () => performance.now(),
}
