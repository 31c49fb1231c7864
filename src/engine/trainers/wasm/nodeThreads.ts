// The cores of Node. Loaded there alone, so that nothing of Node stands in the page.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Threads } from './threads.ts'

export const nodeThreads: Threads = {
  cores: availableParallelism(),
  start({ heard, died }) {
    const worker = new Worker(new URL('./nodeThread.mjs', import.meta.url), { execArgv: [] })
    worker.on('message', heard)
    worker.on('error', (error) => died(error.message))
    worker.on('exit', () => died('it ended'))
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows take an origin
      post: (request, transfer) => worker.postMessage(request, transfer as never),
      end: () => void worker.terminate(),
      // Threads that wait for work keep no process alive.
      hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    }
  },
}
