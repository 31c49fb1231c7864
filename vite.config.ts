import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { kernel } from './src/build/kernel.ts'
import { licences } from './src/build/licences.ts'
import { policy, policyHeader, withoutEval } from './src/build/policy.ts'
import { isOnCard, launchOptions } from './test/browser.ts'
import { uncheckedBits } from './test/engine/trainers/fused/unchecked.ts'

const tfjs = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-cpu',
]
const lazy = [
  '@base-ui/react/dialog',
  '@base-ui/react/popover',
  '@base-ui/react/slider',
  '@base-ui/react/tabs',
  '@base-ui/react/tooltip',
  'react-dom/client',
  'zundo',
  'zustand',
  'zustand/react/shallow',
  '@noble/hashes/sha2.js',
  '@stdlib/stats-base-dists-t-cdf',
  '@stdlib/stats-base-dists-t-quantile',
  'pako',
  'papaparse',
  ...tfjs,
]

const shipped = licences()

export default defineConfig({
  // Relative addresses let the build be served from any path.
  base: './',
  plugins: [react(), kernel(), policy(), shipped.write],
  resolve: { alias: withoutEval },
  preview: { headers: policyHeader },
  // Nothing is inlined, so that the policy need not allow it.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  worker: { format: 'es', plugins: () => [kernel(), shipped.collect] },
  // Found late, these would make Vite reload the page in the middle of a test.
  optimizeDeps: { include: lazy },
  test: {
    // Some cores are left to the browser and its graphics device, at work beside them; of two, none is left idle.
    maxWorkers: '75%',
    // One process, and one page, take file after file, and load once what all of them test: a test leaves nothing to others.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          environment: 'node',
          setupFiles: ['test/fresh.ts'],
          testTimeout: 30_000,
          // TensorFlow.js as one module instead of hundreds.
          deps: { optimizer: { ssr: { enabled: true, include: tfjs } } },
        },
      },
      {
        extends: true,
        test: {
          name: 'webgpu',
          include: ['test/{data,engine}/**/*.browser.ts'],
          testTimeout: 120_000,
          // What `npm run test:lanes` tests as a whole, `npm test` does in part.
          provide: { isWhole: process.env.npm_lifecycle_event === 'test:lanes', isOnCard },
          browser: {
            enabled: true,
            headless: true,
            // One page at a time, beside the tests in Node.
            fileParallelism: false,
            screenshotFailures: false,
            commands: { uncheckedBits },
            provider: playwright({ launchOptions: process.env.VITEST ? launchOptions() : {} }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
