import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { launchOptions } from '../browser.mjs'

const temporary = join(tmpdir(), 'polyloss-playground-test')
const site = join(temporary, 'site')
/** Not the root: the build must work under any path. */
const base = '/any/path/'
const port = 5183

export default defineConfig({
  testDir: '.',
  testMatch: '*.app.ts',
  outputDir: join(temporary, 'results'),
  reporter: 'list',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://localhost:${port}${base}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `npx vite build --outDir "${site}" --emptyOutDir && npx vite preview --outDir "${site}" --base ${base} --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    url: `http://localhost:${port}${base}`,
    timeout: 120_000,
  },
})
