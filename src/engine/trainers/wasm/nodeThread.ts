// A core in Node: a worker thread of its own.
import { parentPort } from 'node:worker_threads'
import { type Request, serve } from './serve.ts'

if (!parentPort) throw new Error('This file is the code of a worker thread.')
const port = parentPort
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows take an origin
const hear = serve((answer, transfer) => port.postMessage(answer, transfer as never))
port.on('message', (request: Request) => hear(request))
