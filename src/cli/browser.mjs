// A Chromium with WebGPU for the command line.
import { chromium } from 'playwright'
import { findBrowser, softwareGpuFlags } from '../../test/browser.mjs'

/** The graphics card first; where there is none, the software adapter. */
const FLAGS = [['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan'], softwareGpuFlags]

/** Opens a page at an address in a browser of its own. Rejects with words for a person where there is no browser. */
export async function openPage(url) {
  const executablePath = findBrowser()
  if (!executablePath) {
    throw new Error('No Chromium found. Run "node test/browser.mjs" to install one, or set CHROMIUM_PATH to it.')
  }
  for (const [index, flags] of FLAGS.entries()) {
    // Ctrl-C is ours to handle: the browser has to tell what was finished.
    const options = { executablePath, headless: true, handleSIGINT: false, args: ['--headless=new', ...flags] }
    const browser = await chromium.launch(options)
    const page = await browser.newPage()
    await page.goto(url)
    const hasAdapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter().catch(() => null)))
    if (hasAdapter || index === FLAGS.length - 1) return { browser, page }
    await browser.close()
  }
}
