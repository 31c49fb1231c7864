import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { decodeLink } from '../../src/experiment/link.ts'
import { FRAMEWORKS, memberOf } from '../../src/snippets/index.ts'
import { open, passes, stepOf, test, violations } from './playground.ts'

const LINK = 'v=1&data=moons&samples=100&imbalance=9&hidden=4&engine=reference&arms=3&arm1.eps=2,0.5&arm2.gamma=2&arm2.weights=inverse'
const { arms } = decodeLink(LINK).experiment

test('a loss is shown as code, copied, downloaded and closed by keyboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, LINK)
  const use = page.getByRole('button', { name: 'Use this loss: arm 1' })
  await use.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Use this loss: Poly-N ε₁ = 2, ε₂ = 0.5' })
  await expect(dialog).toBeVisible()
  const link = page.url()
  const [pytorch, , , tfjs] = FRAMEWORKS
  await dialog.getByRole('button', { name: 'Copy' }).press('Enter')
  await expect(dialog.getByText('Copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(pytorch.write(memberOf(arms[1], 1, [], link)))

  await dialog.getByRole('radio', { name: 'PyTorch' }).press('ArrowLeft')
  await expect(dialog.getByRole('region', { name: 'The loss for TensorFlow.js' })).toContainText('export function PolyLoss')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('polyloss.mjs')
  expect(readFileSync(await file.path(), 'utf8')).toBe(tfjs.write(memberOf(arms[1], 1, [], link)))

  await expect(dialog.getByRole('heading', { name: 'How code for it goes wrong' })).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'εⱼ divided by j' })).toContainText(/label 0: 0\.\d+, not 0\.\d+/)
  expect(await violations(page, '[role=dialog]')).toEqual([])
  // The page's own keys are not the dialog's.
  const code = dialog.getByRole('region', { name: 'The loss for TensorFlow.js' })
  for (const key of [' ', 'ArrowRight', 'p', '?']) await code.press(key)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(use).toBeFocused()
  expect(await stepOf(page)).toBe(0)

  // Another arm, in the framework that was chosen last, with weights that follow from the data.
  await page.getByRole('button', { name: 'Use this loss: arm 2' }).click()
  await expect(page.getByRole('dialog', { name: 'Use this loss: Focal γ = 2, weighted' })).toContainText('const CLASS_WEIGHTS = [0.55, 5.5]')
})

test('on a phone the code scrolls, and where the clipboard is closed it is selected', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page, `${LINK}&run=20`)
  await passes(page, 19)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))
  })
  await page.getByRole('button', { name: 'Use this loss: the baseline' }).click()
  const dialog = page.getByRole('dialog', { name: 'Use this loss: CE' })
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(dialog.getByText(/It is selected/)).toBeVisible()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('class PolyLoss(nn.Module)')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  expect(await violations(page, '[role=dialog]')).toEqual([])
})
