// Finds a full Chromium for the tests and the bench, and installs one where there is none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { LaunchOptions } from 'playwright'
import { cardGpuFlags, findBrowser, softwareGpuFlags } from '../src/cli/chromium.ts'

/** Whether tests and bench are to run on this machine's graphics card: GPU=1, or `npm run test:gpu`. */
export const isOnCard = Boolean(process.env.GPU) || process.env.npm_lifecycle_event === 'test:gpu'

/** Playwright launch options for WebGPU in headless Chromium, on the software adapter unless the graphics card is asked for. */
export function launchOptions(): LaunchOptions {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No Chromium found. Run "npm run browser", or set CHROMIUM_PATH.')
  return { executablePath, headless: true, args: ['--headless=new', ...(isOnCard ? cardGpuFlags : softwareGpuFlags)] }
}

function run(command: string, ...args: string[]): boolean {
  console.error(`> ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status === 0
}

function install(): void {
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
