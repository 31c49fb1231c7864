/** Seconds that the page's thread is watched. */
const WATCHED = 8
const SLIDER_STEPS = 12

/**
 * What training costs the built page: busy and processor time of its own thread in a second of training, bytes that
 * the worker reads back for a frame (snapshots included, two a second), long tasks, and the time from a key press on
 * the ε₁ slider to the painted value.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} address of the page
 * @param {number} repeats of each of the two arms
 */
export async function measurePage(browser, address, repeats) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const opened = page.waitForEvent('worker')
  await page.goto(`${address}#v=1&steps=1000000&repeats=${repeats}&pace=max`)
  const worker = await opened
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  await page.waitForFunction(() => /Step [1-9]/.test(document.body.innerText))
  await page.waitForTimeout(2000)
  await worker.evaluate(count)
  await page.evaluate(watchLongTasks)

  const busy = await threadTime(page, 'timeTicks')
  const processor = await threadTime(page, 'threadTicks')
  const before = await worker.evaluate(() => ({ ...self.counted, at: performance.now() }))
  await page.waitForTimeout(WATCHED * 1000)
  const after = await worker.evaluate(() => ({ ...self.counted, at: performance.now() }))
  const seconds = (after.at - before.at) / 1000
  const threadMs = (await busy()) / seconds
  const processorMs = (await processor()) / seconds
  const frames = after.frames - before.frames

  const answers = []
  for (let i = 0; i < SLIDER_STEPS; i++) {
    answers.push(await page.getByRole('slider', { name: 'ε₁ of arm 1' }).evaluate(answer))
    await page.waitForTimeout(400)
  }
  const longTasks = await page.evaluate(() => window.longTasks)
  await page.close()
  return {
    runs: 2 * repeats,
    threadMsPerSecond: threadMs,
    processorMsPerSecond: processorMs,
    framesPerSecond: frames / seconds,
    bytesPerFrame: frames > 0 ? Math.round((after.bytes - before.bytes) / frames) : null,
    longTasks: longTasks.map(Math.round),
    // JSON has no infinity: null is a key press that changed nothing.
    sliderMs: answers.includes(null) ? null : Math.max(...answers),
  }
}

/**
 * Steps a second in the built page, as it shows them to have been trained.
 *
 * @param {import('playwright').Browser} browser
 * @param {string} address of the page
 * @param {string} link what it trains
 */
export async function stepsPerSecond(browser, address, link) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${address}#v=1&steps=1000000&${link}`)
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const step = () => page.evaluate(() => Number(/Step ([\d,]+)/.exec(document.body.innerText)[1].replaceAll(',', '')))
  await page.waitForFunction(() => /Step [1-9]/.test(document.body.innerText), null, { timeout: 120_000 })
  await page.waitForTimeout(2000)
  const [before, start] = [await step(), performance.now()]
  await page.waitForTimeout(WATCHED * 1000)
  const speed = (1000 * ((await step()) - before)) / (performance.now() - start)
  await page.close()
  return speed
}

/** In the worker: counts the frames it posts and the bytes it maps to read. */
function count() {
  self.counted = { frames: 0, bytes: 0 }
  const map = GPUBuffer.prototype.getMappedRange
  GPUBuffer.prototype.getMappedRange = function (...range) {
    const mapped = map.apply(this, range)
    if (this.usage & GPUBufferUsage.MAP_READ) self.counted.bytes += mapped.byteLength
    return mapped
  }
  const post = self.postMessage
  self.postMessage = function (message, ...rest) {
    if (message.type === 'frame') self.counted.frames++
    return post.call(self, message, ...rest)
  }
}

function watchLongTasks() {
  window.longTasks = []
  new PerformanceObserver((list) => {
    window.longTasks.push(...list.getEntries().map((entry) => entry.duration))
  }).observe({ type: 'longtask' })
}

/** On the slider: milliseconds to the painted value, null where there is no new one. */
async function answer(input) {
  const [start, before] = [performance.now(), input.value]
  input.focus()
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
  // A task queued in an animation frame runs once that frame is painted.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  return input.value === before ? null : performance.now() - start
}

/** Starts a clock of the tasks of the page's thread; what it returns reads milliseconds since. */
async function threadTime(page, timeDomain) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
  }
  const start = await read()
  return async () => (await read()) - start
}
