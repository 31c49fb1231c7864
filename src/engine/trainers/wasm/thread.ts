// A core in a browser: a worker of its own.
import { type Request, serve } from './serve.ts'

// Held as long as it lives: nothing else tells of its end.
void globalThis.navigator?.locks?.request(self.name, () => new Promise(() => {}))

const hear = serve((answer, transfer) => self.postMessage(answer, { transfer }))
self.addEventListener('message', ({ data }: MessageEvent<Request>) => hear(data))
