/**
 * What training costs the page's own thread: long tasks after the first two seconds, and the time from a key press on
 * the ε₁ slider to the painted value.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} url of the page
 */
export async function measurePage(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${url}#v=1&steps=1000000`)
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.waitForFunction(() => /Step [1-9]/.test(document.body.innerText))
  await page.waitForTimeout(2000)
  await page.evaluate(() => {
    window.longTasks = []
    new PerformanceObserver((list) => {
      window.longTasks.push(...list.getEntries().map((entry) => entry.duration))
    }).observe({ type: 'longtask' })
  })
  const slider = page.getByRole('slider', { name: 'ε₁ of arm 1' })
  const answers = []
  for (let i = 0; i < 12; i++) {
    const answer = await slider.evaluate(async (input) => {
      const [start, before] = [performance.now(), input.value]
      input.focus()
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
      // A task queued in an animation frame runs once that frame is painted.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return input.value === before ? Infinity : performance.now() - start
    })
    answers.push(answer)
    await page.waitForTimeout(400)
  }
  const longTasks = await page.evaluate(() => window.longTasks)
  await page.close()
  return { longTasks: longTasks.map(Math.round), longestAnswerMs: Math.round(Math.max(...answers)) }
}
