// Finds a full Chromium for the tests and the bench, and installs one where there is none.
// The headless shell has no WebGPU, so only full browsers count.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
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
]

/** The path of an installed full Chromium, or undefined. Where CHROMIUM_PATH is set, no other is looked for. */
export function findBrowser() {
  const { CHROMIUM_PATH } = process.env
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : [...SYSTEM_BROWSERS, chromium.executablePath()]
  return candidates.find((path) => existsSync(path))
}

/** Playwright launch options for WebGPU on the software adapter in headless Chromium. */
export function launchOptions() {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No Chromium found. Run "node test/browser.mjs", or set CHROMIUM_PATH.')
  return { executablePath, headless: true, args: ['--headless=new', ...softwareGpuFlags] }
}

function run(command, ...args) {
  console.error(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status === 0
}

function install() {
  const isRoot = process.getuid?.() === 0
  if (process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get')) {
    if (run('apt-get', 'update') && run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium')) return
  }
  run('npx', 'playwright', 'install', ...(isRoot ? ['--with-deps'] : []), '--no-shell', 'chromium')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!findBrowser() && !process.env.CHROMIUM_PATH) install()
  const path = findBrowser()
  if (!path) {
    console.error('No Chromium could be found or installed. Install Chromium or Google Chrome and set CHROMIUM_PATH to it.')
    process.exit(1)
  }
  console.error(`Browser: ${path}`)
}
