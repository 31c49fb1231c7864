// A core in a browser: a worker of its own.
import { type Answer, type Request, serve } from './serve.ts'

const post = (answer: Answer, transfer: Transferable[] = []) => self.postMessage(answer, { transfer })
const hear = serve(post)
self.addEventListener('message', ({ data }: MessageEvent<Request>) => hear(data))

// Held as long as it lives: nothing else tells of its end.
void globalThis.navigator?.locks?.request(self.name, () => {
  post({ type: 'alive' })
  return new Promise(() => {})
})
