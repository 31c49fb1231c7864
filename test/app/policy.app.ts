import { expect, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { open, passes, test, testApart } from './playground.ts'

const CPU = 'v=1&engine=wasm&data=moons&samples=200&repeats=2&hidden=8&steps=40&run=40'

/** What the page does that its policy forbids, from its start on. */
async function violations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const found: string[] = ((window as unknown as { found: string[] }).found = [])
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => found.push(`${violatedDirective}: ${blockedURI} ${sample}`))
  })
  return () => page.evaluate(() => (window as unknown as { found: string[] }).found)
}

testApart('the page works whole under its policy', async ({ page }) => {
  const found = await violations(page)
  await open(page, CPU)
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content')
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).toContain("connect-src 'self' https://cdn.jsdelivr.net https://raw.githubusercontent.com;")
  expect(policy).not.toContain("'unsafe-")
  await passes(page, 39)
  await expect(page.locator('.katex').first()).toBeVisible()
  await page.getByRole('button', { name: 'All coefficients' }).click()
  await expect(page.getByRole('slider', { name: 'ε₂ of arm 1' })).toBeVisible()
  // At rest, too, the strips have their levels.
  await expect(page.locator('[data-share="1"]').first()).toHaveText(/^[1-9]\d%$/)
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.getByRole('tabpanel')).not.toBeEmpty()
    expect(await found(), await tab.innerText()).toEqual([])
  }
  await page.getByRole('tab', { name: 'Overview' }).click()
  await page.getByRole('button', { name: 'Loss, view options' }).click()
  for (const format of ['SVG', 'PNG']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save as ${format}` }).click()])
    expect((await readFile(await download.path())).length).toBeGreaterThan(1000)
  }
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Runs', exact: true }).click()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Curves as CSV' }).click()])
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Sweep', exact: true }).click()
  await page.getByRole('button', { name: 'Sweep', exact: true }).click()
  await expect(page.getByText('The sweep is done.')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Licences' })).toBeVisible()
  expect(await found()).toEqual([])
})

test('the licences of all that is shipped are listed, that of the worker among them', async ({ request }) => {
  const text = await (await request.get('./licences.txt')).text()
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: Record<string, string> }
  // Of TensorFlow.js only what trains is shipped.
  const shipped = [...Object.keys(dependencies).filter((name) => name !== '@tensorflow/tfjs'), '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu', 'scheduler', 'd3-scale']
  for (const name of shipped) expect(text, name).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: \\S`, 'm'))
  expect(text.match(/Permission is hereby granted/g)?.length).toBeGreaterThan(10)
})
