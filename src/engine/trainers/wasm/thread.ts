// A core in a browser: a worker of its own.
import { type Answer, type Request, serve } from './serve.ts'

const post = (answer: Answer, transfer: Transferable[] = []) => self.postMessage(answer, { transfer })
const hear = serve(post)

/** A browser that grants no lock by then is not waited for. */
const GRANT_MS = 500

/**
 * Held as long as it lives: nothing else tells of its end. Who hears an answer has heard before that it lives, so that no
 * thread can end unnoticed that was of use.
 */
const isHeld = new Promise<void>((resolve) => {
  const { locks } = globalThis.navigator
  if (!locks) return resolve()
  const hold = () => {
    post({ type: 'alive' })
    resolve()
    return new Promise(() => {})
  }
  locks.request(self.name, hold).catch(() => resolve())
  setTimeout(resolve, GRANT_MS)
})

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  await isHeld
  hear(data)
})
