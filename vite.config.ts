import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { kernel } from './src/build/kernel.ts'
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
