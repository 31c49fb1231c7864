// Chromium's WebGPU for Node, from the npm package `webgpu`, which is used where somebody has installed it.
import { existsSync, realpathSync } from 'node:fs'
import { createRequire, register } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findBrowser, mayHaveCard } from './chromium.ts'

interface Dawn {
  create(options: readonly string[]): GPU
  /** `GPUBufferUsage` and its like, which browsers have as globals. */
  readonly globals: object
}

/** Names the files that tell Vulkan which drivers there are. */
const DRIVERS = 'VK_DRIVER_FILES'

/**
 * WebGPU in this process: the graphics card's, or that of the software adapter where there is no card or where that is
 * asked for. Null without the package, and where it has no adapter.
 */
export async function openDawn(software: boolean): Promise<GPU | null> {
  const dawn = await findDawn()
  if (!dawn) return null
  const card = !software && mayHaveCard() ? dawn.create([]) : null
  const gpu = (card && (await hasAdapter(card)) && card) || (await openSoftware(dawn))
  if (!gpu) return null
  Object.assign(globalThis, dawn.globals)
  register('./wgslFiles.mjs', import.meta.url)
  return gpu
}

/** The package beside this project's or in NODE_PATH, or null: also where it has nothing for this machine. */
async function findDawn(): Promise<Dawn | null> {
  try {
    const file = createRequire(import.meta.url).resolve('webgpu')
    return (await import(pathToFileURL(file).href)) as Dawn
  } catch {
    return null
  }
}

/** SwiftShader as it comes with Chromium: the package brings no software adapter. */
async function openSoftware(dawn: Dawn): Promise<GPU | null> {
  const drivers = process.env[DRIVERS] ?? findSwiftShader()
  if (!drivers) return null
  process.env[DRIVERS] = drivers
  const gpu = dawn.create(['adapter=SwiftShader'])
  return (await hasAdapter(gpu)) ? gpu : null
}

/** The file that names SwiftShader to Vulkan, beside Chromium. */
export function findSwiftShader(): string | undefined {
  const browser = findBrowser()
  // Debian's command is a script beside which nothing lies.
  const folders = browser ? [dirname(realpathSync(browser)), '/usr/lib/chromium'] : []
  return folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find((file) => existsSync(file))
}

function hasAdapter(gpu: GPU): Promise<boolean> {
  return gpu.requestAdapter().then(Boolean, () => false)
}
