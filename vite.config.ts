import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { compileKernel, kernelFiles } from './src/engine/trainers/wasm/compile.ts'
import { launchOptions } from './test/browser.ts'

const lazy = [
  '@stdlib/stats-base-dists-t-cdf',
  '@stdlib/stats-base-dists-t-quantile',
  'papaparse',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-cpu',
]

/** Puts the compiled kernel where plain Node compiles it. */
const kernel = (): Plugin => ({
  name: 'kernel',
  async load(id) {
    if (!id.endsWith('/trainers/wasm/kernel.ts')) return null
    for (const file of kernelFiles()) this.addWatchFile(file)
    const base64 = Buffer.from(await compileKernel()).toString('base64')
    return `export const kernelBytes = async () => Uint8Array.from(atob('${base64}'), (byte) => byte.charCodeAt(0))`
  },
})

export default defineConfig({
  // Relative addresses let the build be served from any path.
  base: './',
  plugins: [react(), kernel()],
  build: { target: 'es2022' },
  worker: { format: 'es', plugins: () => [kernel()] },
  // Found late, these would make Vite reload the page in the middle of a test.
  optimizeDeps: { include: lazy },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{loss,data,network,experiment,store,engine,ui,cli,claims}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'webgpu',
          include: ['test/engine/**/*.browser.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: process.env.VITEST ? launchOptions() : {} }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
