import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { findSwiftShader } from '../../src/cli/dawn.ts'
import { train } from './command.ts'

const LINK = 'v=1&engine=fused&data=moons&samples=100&repeats=2&arms=2&arm1.gamma=2&hidden=8&run=30'
const PATIENT = { timeout: 120_000 }
const NO_BROWSER = { CHROMIUM_PATH: '/nowhere/chromium' }
/** Where the package is not found, and has no adapter where it lies among this project's. */
const NOWHERE = { NODE_PATH: '', VK_DRIVER_FILES: '/nowhere/driver.json' }

interface Export {
  readonly about: { readonly engine: string; readonly adapter: string }
  readonly rows: readonly { readonly test_nll: number }[]
}

const isInstalled = (() => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('webgpu'))
  } catch {
    return false
  }
})()

it('asks for a Chromium to train on WebGPU without the package “webgpu”, and where that has no adapter', PATIENT, async () => {
  const { code, out, err } = await train([LINK], { env: { ...NO_BROWSER, ...NOWHERE } })
  expect(err).toContain('There is no browser at CHROMIUM_PATH, which is /nowhere/chromium.\n')
  expect(out).toBe('')
  expect(code).toBe(1)
})

it.skipIf(!isInstalled)('trains on WebGPU in Node where the package “webgpu” is installed, as the reference does', PATIENT, async (context) => {
  const VK_DRIVER_FILES = process.env.VK_DRIVER_FILES ?? findSwiftShader()
  if (!VK_DRIVER_FILES) return context.skip('No SwiftShader beside Chromium.')
  // A browser cannot be what trains here.
  const links = [LINK, LINK.replace('fused', 'reference'), 'v=1&engine=auto&run=1']
  const { code, out } = await train([...links, '--json'], { env: { ...NO_BROWSER, VK_DRIVER_FILES } })
  expect(code).toBe(0)
  const [fused, reference, auto] = JSON.parse(out) as Export[]
  expect(fused.about).toMatchObject({ engine: 'fused', adapter: 'Fused on WebGPU (SwiftShader, software)' })
  for (const [i, { test_nll }] of fused.rows.entries()) expect(test_nll).toBeCloseTo(reference.rows[i].test_nll, 5)
  expect(fused.rows.length).toBe(4)
  expect(auto.about.engine).toBe('wasm')
})
