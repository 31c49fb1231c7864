import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Chromium's flags for WebGPU without a graphics card, also headless and as root. The page is put together without
 * that GPU, as Chromium does by itself where there is no card: the software adapter is left to training.
 */
export const softwareGpuFlags = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--disable-gpu-compositing',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

/** Chromium's flags for WebGPU on a graphics card. */
export const cardGpuFlags = ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan'] as const

/**
 * The path of an installed full Chromium, or undefined: the headless shell has no WebGPU. Where CHROMIUM_PATH is set, no
 * other is looked for.
 */
export function findBrowser(): string | undefined {
  const { CHROMIUM_PATH } = process.env
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : [...SYSTEM_BROWSERS, chromium.executablePath()]
  return candidates.find((path) => existsSync(path))
}

/** Where Linux, also inside Windows, shows that there may be a graphics card. */
const CARDS = ['/dev/dri', '/dev/nvidia0', '/dev/dxg']

/** Whether a graphics card is worth a try. */
export function mayHaveCard(): boolean {
  return process.platform !== 'linux' || CARDS.some((path) => existsSync(path))
}
