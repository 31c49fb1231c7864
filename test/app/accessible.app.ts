import { expect } from '@playwright/test'
import { COLOUR_RULES, open, passes, tableOf, test, violations } from './playground.ts'

const VIEWS = [
  { what: 'a laptop, light and dark', width: 1440, height: 900, colorSchemes: ['light', 'dark'] },
  { what: 'a phone', width: 390, height: 844, colorSchemes: ['light'] },
  { what: 'a projector in the presenter view', width: 1920, height: 1080, colorSchemes: ['dark'], presents: true },
] as const

for (const { what, width, height, colorSchemes, ...rest } of VIEWS) {
  test(`axe finds nothing to mend on ${what}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const clean = async (part: string) => {
      for (const [i, colorScheme] of colorSchemes.entries()) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect(await violations(page, part, i === 0 ? [] : COLOUR_RULES), `${part}, ${colorScheme}`).toEqual([])
      }
    }
    await page.emulateMedia({ colorScheme: colorSchemes[0], reducedMotion: 'reduce' })
    // A first visit, with hints; and a link that something is said about.
    await open(page, 'v=1&engine=wasm&steps=50&lr=NaN&pace=max')
    await page.keyboard.press('Space')
    await passes(page, 49)
    if ('presents' in rest) await page.keyboard.press('p')
    else await page.getByRole('button', { name: 'All coefficients' }).click()
    await clean('body')
    if ('presents' in rest) return
    await tableOf(page, 'Loss')
    await clean('[role=tabpanel]')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await clean('[role=dialog]')
  })
}

test('axe finds nothing to mend in the figures of every tab', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, 'v=1&engine=wasm&samples=200&hidden=8&repeats=2&run=50')
  await passes(page, 49)
  for (const tab of (await page.getByRole('tab').all()).slice(1)) {
    await tab.click()
    await expect(page.getByRole('tabpanel').getByRole('figure').first()).toBeVisible()
    expect(await violations(page, '[role=tabpanel]')).toEqual([])
  }
})

test('everything fits a phone and 200% zoom, and can be touched', async ({ page }) => {
  await open(page, 'v=1&engine=wasm&arms=6&run=20')
  await passes(page, 19)
  for (const { width, height } of [{ width: 390, height: 844 }, { width: 720, height: 450 }]) {
    await page.setViewportSize({ width, height })
    const { overflow, small } = await page.evaluate(() => {
      const targets = [...document.querySelectorAll('button:not(.term), select, [role=tab], .slider-control')]
      const sizes = targets.map((target) => ({ target, box: target.getBoundingClientRect() }))
      return {
        overflow: document.documentElement.scrollWidth - innerWidth,
        small: sizes
          .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 24)
          .map(({ target, box }) => `${target.outerHTML.slice(0, 120)}: ${box.width} × ${box.height}`),
      }
    })
    expect(overflow).toBe(0)
    // WCAG 2.2, 2.5.8; words within a text are exempt.
    expect(small).toEqual([])
  }
})

test('text at 200% fits a phone: every tab, the mixing desk, dialogs and menus', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, 'v=1&engine=wasm&data=moons&samples=200&hidden=8&repeats=2&run=20&steps=20')
  await passes(page, 19)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  await expect(page.locator('html')).toHaveAttribute('data-tight')
  const fits = async (what: string) => expect(await page.evaluate(tooWide), what).toEqual([])
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.getByRole('tabpanel')).toHaveCount(1)
    await fits(await tab.innerText())
  }
  await page.getByRole('button', { name: 'All coefficients' }).click()
  await expect(page.getByRole('slider', { name: 'ε₂ of arm 1' })).toBeVisible()
  await fits('The mixing desk')
  for (const name of ['Experiments', 'What the link carries', 'Keys', 'Use this loss: arm 1', /^Ke(ep|pt)/, 'Export', 'Columns']) {
    await page.getByRole('button', { name, exact: true }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await fits(String(name))
    await page.keyboard.press('Escape')
  }
})

/** What is wider than the window and cannot be scrolled to within a part of the page. */
function tooWide(): string[] {
  const scrolls = (one: Element | null): boolean => one !== null && one !== document.body && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement))
  const found = [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect()
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(one.parentElement) && !one.closest('.unseen')
  })
  const over = document.documentElement.scrollWidth - innerWidth
  return [...(over > 0 ? [`${over} pixels too wide`] : []), ...found.map((one) => one.outerHTML.slice(0, 80))]
}

test('on a phone Train and the selected arm’s ε₁ stay in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, 'v=1&engine=wasm&arms=3&arm2.eps=1')
  await page.getByRole('button', { name: 'Arm 2', exact: true }).click()
  // The slider's own input is unseen: it is the number beside it that tells where both are.
  const epsilon = page.getByRole('textbox', { name: 'ε₁ of arm 2', exact: true })
  for (const y of [0, 600, 10_000]) {
    await page.evaluate((top) => scrollTo(0, top), y)
    await expect(epsilon).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeInViewport({ ratio: 1 })
  }
  await expect(page.getByRole('slider', { name: 'ε₁ of arm 2', exact: true })).toHaveCount(1)
})
