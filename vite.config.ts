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

const inNode = {
  environment: 'node',
  testTimeout: 30_000,
  // TensorFlow.js as one module instead of hundreds.
  deps: { optimizer: { ssr: { enabled: true, include: tfjs } } },
} as const

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
    // Beside them the browser and its graphics device are at work: with a worker on each core all are slower.
    maxWorkers: '50%',
    projects: [
      {
        extends: true,
        test: {
          ...inNode,
          // What these leave behind, in stores, threads or on the clock, is not for others: each file has a process of its own.
          name: 'alone',
          include: ['test/{store,engine,cli}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          // One process takes file after file, and loads once what all of them test: in half the time.
          name: 'node',
          isolate: false,
          include: ['test/{loss,data,network,experiment,snippets,ui,claims}/**/*.test.ts'],
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
