// A Chromium with WebGPU for the command line.
import { type Browser, chromium } from 'playwright'
import { cardGpuFlags, findBrowser, mayHaveCard, softwareGpuFlags } from './chromium.ts'

/** The path of a browser that can train; throws an error with words for a person where there is none. */
export function browserPath(): string {
  const path = findBrowser()
  if (path) return path
  const { CHROMIUM_PATH } = process.env
  throw new Error(
    CHROMIUM_PATH
      ? `There is no browser at CHROMIUM_PATH, which is ${CHROMIUM_PATH}.`
      : 'No Chromium found. Run "npm run browser" to install one, or set CHROMIUM_PATH to it.',
  )
}

/**
 * Starts a browser that trains on pages at an address: on the graphics card, or on the software adapter where there is
 * none or where that is asked for.
 */
export async function openBrowser(executablePath: string, url: string, software: boolean): Promise<Browser> {
  // Ctrl-C is ours to handle: the browser has to tell what was finished.
  const launch = (flags: readonly string[]) =>
    chromium.launch({ executablePath, headless: true, handleSIGINT: false, args: ['--headless=new', ...flags] })
  if (!software && mayHaveCard()) {
    const browser = await launch(cardGpuFlags)
    if (await hasAdapter(browser, url)) return browser
    await browser.close()
  }
  return launch(softwareGpuFlags)
}

/** Whether a page at this address gets a device to train on. */
async function hasAdapter(browser: Browser, url: string): Promise<boolean> {
  const page = await browser.newPage()
  await page.goto(url)
  return page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter().catch(() => null)))
}
