import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page, test as base } from '@playwright/test'

interface Watched {
  readonly page: Page
  readonly faults: string[]
}

/** Watches a page from its next address on: its faults, and every text in which a number is missing. */
async function watch(page: Page): Promise<Watched> {
  const faults = faultsOf(page)
  await page.addInitScript(watchWords)
  return { page, faults }
}

/**
 * A test on a page of its own, for those that change what the page finds when it opens. It also fails when the page
 * throws or writes an error to its console, when it or a worker does what its Content-Security-Policy forbids, or when
 * anything that is read from it, seen or heard, names no number for a moment.
 */
export const testApart = base.extend<{ noFaults: void }>({
  noFaults: [
    async ({ page }, use) => {
      const { faults } = await watch(page)
      await use()
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

/**
 * The same on a page that tests have in turn, each as good as new: a browser opens the page in half the time once it
 * has compiled its code.
 */
export const test = base.extend<{ noFaults: void }, { shared: Watched }>({
  shared: [
    async ({ browser }, use, { project: { use: { baseURL, viewport } } }) => {
      const context = await browser.newContext({ baseURL, viewport })
      await use(await watch(await context.newPage()))
      await context.close()
    },
    { scope: 'worker' },
  ],
  context: async ({ shared: { page } }, use) => use(page.context()),
  page: async ({ shared: { page }, viewport }, use) => {
    await use(page)
    await renew(page, viewport)
  },
  noFaults: [
    async ({ shared: { faults } }, use) => {
      faults.length = 0
      await use()
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

/** Leaves nothing of a test on its page, in its stores or beside it. */
async function renew(page: Page, viewport: { width: number; height: number } | null): Promise<void> {
  const context = page.context()
  for (const other of context.pages()) if (other !== page) await other.close()
  const { origin } = new URL(page.url())
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto('about:blank')
  if (origin !== 'null') {
    const protocol = await context.newCDPSession(page)
    await protocol.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    await protocol.detach()
  }
  await context.clearPermissions()
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (viewport) await page.setViewportSize(viewport)
}

/** Errors of a page from its next address on: exceptions, errors in its console, and what its policy forbids it or its workers. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  void page.addInitScript(reportViolations)
  // A worker that has ended meanwhile has nothing more to report.
  page.on('worker', (worker) => worker.evaluate(reportViolations).catch(() => {}))
  return faults
}

/** Writes what the Content-Security-Policy forbids, or has forbidden already, to the console as an error. */
function reportViolations(): void {
  const observer = new ReportingObserver(
    (reports) => {
      for (const { body } of reports) {
        const { effectiveDirective, blockedURL } = body as unknown as Record<string, string>
        console.error(`The policy’s ${effectiveDirective} forbids ${blockedURL}.`)
      }
    },
    { types: ['csp-violation'], buffered: true },
  )
  observer.observe()
}

/** Writes every text and attribute in which a number is missing to the console as an error, from the page's start on. */
function watchWords(): void {
  const check = (text: string | null) => {
    // What a message quotes is not the page's own.
    if (text && /\bNaN\b|\bInfinity\b|\[object |\bundefined\b/.test(text.replace(/“[^”]*”/g, ''))) console.error(`The page says “${text}”.`)
  }
  const checkAll = (node: Node) => {
    check(node.textContent)
    if (!(node instanceof Element)) return
    for (const one of [node, ...node.querySelectorAll('*')]) for (const { value } of one.attributes) check(value)
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === 'childList') addedNodes.forEach(checkAll)
      else check(attributeName ? (target as Element).getAttribute(attributeName) : target.textContent)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
}

/**
 * Opens the page with a link's fragment, and waits until its engine is ready. With `engine=reference` it is so sooner:
 * for tests to which it does not matter what trains.
 */
export async function open(page: Page, fragment = ''): Promise<void> {
  await page.goto(fragment ? `./#${fragment}` : './')
  await expect(engine(page)).not.toContainText('starting')
}

export function engine(page: Page): Locator {
  return page.getByText(/^Engine: /)
}

/** The step that the page shows. */
export async function stepOf(page: Page): Promise<number> {
  const text = await page.getByText(/^Step [\d,]+$/).innerText()
  return Number(text.replace(/\D/g, ''))
}

/** Waits until the page shows more than this step. */
export async function passes(page: Page, step: number, timeout = 60_000): Promise<void> {
  await expect.poll(() => stepOf(page), { timeout, intervals: [100, 200], message: `the step passes ${step}` }).toBeGreaterThan(step)
}

export async function press(page: Page, name: 'Train' | 'Pause' | 'Step' | 'Reset'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

/** A message, wherever on the page it stands. */
export function message(page: Page, text: RegExp): Locator {
  return page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: text })
}

export function figure(page: Page, name: string): Locator {
  return page.getByRole('figure', { name, exact: true })
}

/** The table of a figure: the heads of its arms' columns, and its rows, each with its head first. */
export async function tableOf(page: Page, name: string): Promise<{ columns: string[]; rows: string[][] }> {
  const shown = figure(page, name)
  const toTable = shown.getByRole('button', { name: 'Show as table' })
  // A tab's figures are loaded when it is opened first.
  await expect(toTable.or(shown.getByRole('button', { name: 'Show as chart' }))).toBeVisible()
  if (await toTable.isVisible()) await toTable.click()
  const table = shown.getByRole('table')
  await expect(table).toBeVisible()
  return table.evaluate((element) => {
    const rows = [...(element as HTMLTableElement).rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))
    return { columns: rows[0].slice(1), rows: rows.slice(1) }
  })
}

/** The rules of axe that ask for colours: all that another colour scheme can break. */
export const COLOUR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block']

/** What axe finds to mend on the page or in a part of it, by all its rules or by some. */
export async function violations(page: Page, part = 'body', rules: readonly string[] = []): Promise<unknown[]> {
  // The page has no frames, for which axe would open another page; and what it passes is not asked for.
  const axe = new AxeBuilder({ page }).include(part).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze()
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`) }))
}
