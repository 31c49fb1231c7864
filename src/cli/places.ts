import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { Engines } from '../engine/trainers/engines.ts'
import { Gpus } from '../engine/trainers/gpus.ts'
import { messageOf } from '../experiment/text.ts'
import { showProgress } from './progress.ts'
import { cancel, type Order, type Outcome, run } from './run.ts'

/** Where orders are carried out. */
export interface Place {
  train(order: Order): Promise<Outcome>
  /** Ends what trains; its last measurements stand. */
  cancel(): void
  close(): Promise<void>
}

/** In Node itself, on its own threads. */
export const here: Place = { train: (order) => run(order, showProgress), cancel, close: () => Promise.resolve() }

/** In Node on its own WebGPU, or null where there is none. */
export async function openGpuHere(software: boolean): Promise<Place | null> {
  const { openDawn } = await import('./dawn.ts')
  const gpu = await openDawn(software)
  if (!gpu) return null
  const engines = new Engines(undefined, undefined, new Gpus(gpu))
  return { ...here, train: (order) => run(order, showProgress, engines) }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** In a Chromium without a window, for engines that need a browser. Rejects, in words for a person, where there is none. */
export async function openChromium(software: boolean): Promise<Place> {
  // Loaded late, because most orders are carried out without them.
  const { browserPath, openBrowser } = await import('./browser.ts')
  const path = browserPath()
  const { createServer } = await import('vite')
  const server = await createServer({ root, logLevel: 'error', server: { port: 0, open: false, watch: null, hmr: false } })
  await server.listen()
  // Any file of the server is a page of its origin.
  const url = `${server.resolvedUrls?.local[0]}package.json`
  const browser = await openBrowser(path, url, software)
  let page: Page | null = null

  async function openPage(): Promise<Page> {
    const opened = await browser.newPage()
    await opened.goto(url)
    await opened.exposeFunction('onProgress', (done: number, total: number) => showProgress(done, total))
    return opened
  }

  return {
    async train(order) {
      page ??= await openPage()
      try {
        return await page.evaluate(async (order) => {
          const { run } = (await import('/src/cli/run.ts' as string)) as typeof import('./run.ts')
          return run(order, (window as unknown as { onProgress: typeof showProgress }).onProgress)
        }, order)
      } catch (error) {
        // The page may have run out of memory: the next link gets another.
        await page.close().catch(() => {})
        page = null
        return { fault: messageOf(error), notices: [], text: '', finished: false, finite: true }
      }
    },
    cancel() {
      // A page that is gone has nothing to stop.
      page?.evaluate(async () => ((await import('/src/cli/run.ts' as string)) as typeof import('./run.ts')).cancel()).catch(() => {})
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}
