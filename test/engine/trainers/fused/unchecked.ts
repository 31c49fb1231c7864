import { chromium } from 'playwright'
import type { BrowserCommand } from 'vitest/node'
import { launchOptions } from '../../../browser.ts'

/** What `fusedBits` comes to in another Chromium, which leaves shaders without checks of where they read and write. */
export const uncheckedBits: BrowserCommand<[]> = async ({ page }) => {
  const { args = [], ...options } = launchOptions()
  const browser = await chromium.launch({ ...options, args: [...args, '--enable-dawn-features=disable_robustness'] })
  try {
    const other = await browser.newPage()
    await other.goto(new URL('/package.json', page.url()).href)
    // As a text, so that nothing that transforms tests reaches into the page.
    return await other.evaluate(`import('/test/engine/trainers/fused/bits.ts').then(({ fusedBits }) => fusedBits())`)
  } finally {
    await browser.close()
  }
}
