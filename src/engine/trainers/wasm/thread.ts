// A core in a browser: a worker of its own.
import { type Answer, type Request, serve } from './serve.ts'

/** A browser that grants no lock by then is not waited for. */
const GRANT_MS = 500

/**
 * Says that it lives once it holds its lock, which it does until it ends: nothing else tells of its end. Who hears an
 * answer has heard that before, so that no thread can end unnoticed that was of use.
 */
const alive = (post: (answer: Answer) => void) =>
  new Promise<void>((resolve) => {
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

// The first that it hears is the port through which it is called.
self.addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  const post = (answer: Answer, transfer: Transferable[] = []) => port.postMessage(answer, transfer)
  const hear = serve(post)
  const isHeld = alive(post)
  port.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    await isHeld
    hear(data)
  })
  port.start()
})
