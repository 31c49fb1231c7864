import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import type { NamedBlob } from '../data/readers/open.ts'
import { Engines } from '../engine/trainers/engines.ts'
import { Gpus } from '../engine/trainers/gpus.ts'
import { messageOf } from '../experiment/text.ts'
import { showProgress } from './progress.ts'
import { cancel, nothing, type Order, type Outcome, run } from './run.ts'

/** Where orders are carried out. */
export interface Place {
  /** @param files paths of the own data that the order is on */
  train(order: Order, files: readonly string[]): Promise<Outcome>
  /** Ends what trains; its last measurements stand. */
  cancel(): void
  close(): Promise<void>
}

/** In Node itself, on its own threads. */
export const here: Place = {
  train: async (order, files) => run(order, showProgress, await filesAt(files)),
  cancel,
  close: () => Promise.resolve(),
}

/** The files at these paths, to be read piece by piece, as a page has them. */
export function filesAt(paths: readonly string[]): Promise<NamedBlob[]> {
  return Promise.all(paths.map(async (path) => Object.assign(await openAsBlob(path), { name: basename(path) })))
}

/** In Node on its own WebGPU, or null where there is none. */
export async function openGpuHere(software: boolean): Promise<Place | null> {
  const { openDawn } = await import('./dawn.ts')
  const gpu = await openDawn(software)
  if (!gpu) return null
  const engines = new Engines(undefined, undefined, new Gpus(gpu))
  return { ...here, train: async (order, files) => run(order, showProgress, await filesAt(files), engines) }
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
    await opened.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true })))
    await opened.exposeFunction('onProgress', (done: number, total: number) => showProgress(done, total))
    return opened
  }

  return {
    async train(order, files) {
      page ??= await openPage()
      try {
        await page.setInputFiles('input', files)
        return await page.evaluate(async (order) => {
          const { run } = (await import('/src/cli/run.ts' as string)) as typeof import('./run.ts')
          const files = [...(document.querySelector('input')?.files ?? [])]
          return run(order, (window as unknown as { onProgress: typeof showProgress }).onProgress, files)
        }, order)
      } catch (error) {
        // The page may have run out of memory: the next link gets another.
        await page.close().catch(() => {})
        page = null
        return nothing(messageOf(error))
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
