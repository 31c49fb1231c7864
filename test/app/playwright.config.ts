import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'
import { launchOptions } from '../browser.ts'

/** Not the root: the build must work under any path. */
const base = '/any/path/'
/** Another port lets two of these run at once. */
const port = Number(process.env.TEST_PORT ?? 5183)
const temporary = join(tmpdir(), `polyloss-playground-test-${port}`)
const site = join(temporary, 'site')

export default defineConfig({
  testDir: '.',
  testMatch: '*.app.ts',
  outputDir: join(temporary, 'results'),
  reporter: 'list',
  fullyParallel: true,
  // As many as the cores of a small machine.
  workers: 2,
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
