import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { open, passes, tableOf, test } from './playground.ts'

const VIEWS = [
  { what: 'a laptop, light', width: 1440, height: 900, colorScheme: 'light' },
  { what: 'a laptop, dark', width: 1440, height: 900, colorScheme: 'dark' },
  { what: 'a phone', width: 390, height: 844, colorScheme: 'light' },
] as const

for (const { what, width, height, colorScheme } of VIEWS) {
  test(`axe finds nothing to mend on ${what}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
    await open(page, 'v=1&run=50&lr=NaN')
    await passes(page, 49)
    expect(await violations()).toEqual([])
    await tableOf(page, 'Loss')
    await page.getByRole('button', { name: 'All coefficients' }).click()
    await expect(page.getByRole('slider', { name: 'γ of arm 1' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
