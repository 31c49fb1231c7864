/** What the page is asked by the engine in its worker: to start a core, by this name. */
export interface CoreRequest {
  readonly type: 'core'
  readonly name: string
  /** Handed to the core, which is called through it. */
  readonly port: MessagePort
  /** To who asks: why the core has died. From who asks, anything: to end it. */
  readonly line: MessagePort
}

/** Starts a core of the portable engine, in the page; what it returns ends it. */
export function startCore({ name, port, line }: CoreRequest): () => void {
  const worker = new Worker(new URL('./trainers/wasm/thread.ts', import.meta.url), { type: 'module', name })
  worker.addEventListener('error', ({ message }) => line.postMessage(message || 'its code could not be loaded', []))
  worker.postMessage(port, [port])
  const end = () => worker.terminate()
  line.addEventListener('message', end)
  line.start()
  return end
}
