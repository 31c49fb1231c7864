import { type CoreRequest, startCore } from '../../startCore.ts'
import type { Answer, Request } from './serve.ts'

/** Another thread with a core's code in it. */
export interface Thread {
  post(request: Request, transfer: Transferable[]): void
  end(): void
  /** Whether somebody waits for it. */
  hold(isHeld: boolean): void
}

/** What a thread is heard to say, and that it has ended by itself, with why; it may be told more than once. */
export interface Ears {
  heard(answer: Answer): void
  died(why: string): void
}

/** Where threads come from. */
export interface Threads {
  /** How many run at once. */
  readonly cores: number
  start(ears: Ears): Thread
}

/** Those of this browser, or of Node. */
export async function threadsHere(): Promise<Threads> {
  if (typeof Worker === 'function') return browserThreads
  // Hidden from bundlers, in whose output it has no place.
  const file = './nodeThreads.ts'
  const { nodeThreads } = (await import(/* @vite-ignore */ file)) as typeof import('./nodeThreads.ts')
  return nodeThreads
}

const browserThreads: Threads = {
  cores: globalThis.navigator?.hardwareConcurrency ?? 1,
  start({ heard, died }) {
    const name = `core ${Math.random()}`
    const closed = new AbortController()
    const [{ port1: core, port2: port }, { port1: page, port2: line }] = [new MessageChannel(), new MessageChannel()]
    core.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.type !== 'alive') return heard(data)
      globalThis.navigator.locks?.request(name, { signal: closed.signal }, () => died('it ended')).catch(() => {})
    })
    core.addEventListener('messageerror', () => died('a message could not be read'))
    page.addEventListener('message', ({ data }: MessageEvent<string>) => died(data))
    for (const mine of [core, page]) mine.start()
    const request: CoreRequest = { type: 'core', name, port, line }
    // The page starts it: in Firefox a worker that starts another may wait for that for ever.
    if (globalThis.document) startCore(request)
    else self.postMessage(request, { transfer: [port, line] })
    return {
      post: (request, transfer) => core.postMessage(request, transfer),
      end() {
        closed.abort()
        core.close()
        page.postMessage('end', [])
      },
      hold() {},
    }
  },
}
