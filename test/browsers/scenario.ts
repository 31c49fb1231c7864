import { deepStrictEqual, ok } from 'node:assert/strict'
import { run } from '../../src/cli/run.ts'
import type { Browser, Tab } from './driver.ts'

const SMALL = 'v=1&data=moons&samples=100&hidden=4&batch=16&repeats=2'

/** In the page: finds by role and name as a person would, and types as one does. */
const HELPERS = `(() => {
  globalThis.find = (selector, name) => [...document.querySelectorAll(selector)].find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent).trim() === name && one.checkVisibility?.() !== false)
  globalThis.press = (name, selector = 'button, [role=tab]') => find(selector, name).click()
  globalThis.type = (label, text) => {
    const box = find('input', label)
    box.focus()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    box.blur()
  }
  globalThis.stepNow = () => Number(document.querySelector('.progress .step').textContent.replace(/\\D/g, ''))
  globalThis.text = () => document.body.innerText
  globalThis.faults = []
  addEventListener('error', ({ message }) => faults.push(message))
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => faults.push(violatedDirective + ' ' + blockedURI))
  globalThis.drop = (files) => {
    const data = new DataTransfer()
    for (const { name, bytes } of files) data.items.add(new File([Uint8Array.from(bytes)], name))
    for (const type of ['dragenter', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  }
  globalThis.exported = async () => {
    let saved
    URL.createObjectURL = (blob) => ((saved = blob), 'data:,')
    press('Runs'); await until(() => find('button', 'Export'))
    press('Export'); await until(() => find('button', 'Runs table as JSON'))
    press('Runs table as JSON')
    return JSON.parse(await saved.text())
  }
  globalThis.until = async (holds, ms = 45_000) => {
    for (const end = Date.now() + ms; ; await new Promise((rested) => setTimeout(rested, 50))) {
      try { const found = await holds(); if (found) return found } catch {}
      if (Date.now() > end) {
        const { held } = await navigator.locks.query()
        throw new Error(['waited in vain for ' + holds, 'at: ' + text().slice(0, 600), 'faults: ' + faults, 'alive: ' + held.map(({ name }) => name)].join('\\n'))
      }
    }
  }
  return true
})()`

interface Row {
  readonly arm: number
  readonly repeat: number
  readonly step: number
  readonly test_nll: number
  readonly train_loss: number
  readonly test_accuracy: number
}

/** What the portable engine makes of the link in Node. */
const inNode = run({ link: `${SMALL}&engine=wasm&steps=20`, steps: null, engine: null, format: 'json', curves: false, receipt: false, anyData: false, version: '' }, () => {}).then(
  ({ text }) => (JSON.parse(text) as { rows: Row[] }).rows,
)

/** The newcomer's path, a link, a dropped file, a sweep, a failure; where there is WebGPU, its numbers beside float64. */
export async function scenario(browser: Browser, tab: Tab, page: string, note: (text: string) => void): Promise<void> {
  const open = async (link: string) => {
    await tab.open('about:blank')
    await tab.open(`${page}#${link}`)
    await tab.run(HELPERS)
    await tab.run(`until(() => /^Engine: (?!.*starting)/m.test(text()))`)
  }
  const sound = async () => deepStrictEqual(await tab.run('faults'), [])

  await open(`${SMALL}&steps=20000&pace=slow&engine=reference`)
  await tab.run(`press('Train')`)
  await tab.run(`until(() => stepNow() > 20)`)
  await tab.run(`type('ε₁ of arm 1', '5')`)
  await tab.run(`until(() => [...document.querySelectorAll('.chart-legend')].some((one) => /ε₁ = 5/.test(one.textContent)))`)
  // Newest first. However fast it trains here: what counts is that the loss gets there.
  const [first, least] = await tab.run<[number, number]>(`(async () => {
    press('Show as table', '[data-figure="Loss"] button')
    return until(() => {
      const losses = [...document.querySelector('[data-figure="Loss"] table').rows].slice(1).map((row) => Number(row.cells[1].textContent))
      const [first, least] = [losses[losses.length - 1], Math.min(...losses)]
      return least < 0.9 * first && [first, least]
    })
  })()`)
  await tab.run(`press('Pause')`)
  await sound()
  note(`trains on pressing Train, follows ε₁, the loss falls from ${first} to ${least}`)

  const numbers = async (engine: string) => {
    await open(`${SMALL}&engine=${engine}&steps=20&run=20`)
    await tab.run(`until(() => stepNow() === 20)`)
    const said = await tab.run<string>(`text().match(/^Engine: .*$/m)[0]`)
    return { said, ...(await tab.run<{ rows: Row[] }>('exported()')) }
  }
  const reference = await numbers('reference')
  deepStrictEqual(reference.rows.map(({ step }) => step), [20, 20, 20, 20])
  await sound()
  note('a link with run= trains to its step')

  const portable = await numbers('wasm')
  ok(portable.said.includes('Portable'), portable.said)
  deepStrictEqual(portable.rows, await inNode)
  await sound()
  note(`its portable engine gives Node's numbers, bit for bit (${portable.said.slice(8)})`)

  if (browser.hasGpu) {
    const fused = await numbers('fused')
    ok(fused.said.includes('WebGPU'), fused.said)
    for (const [i, row] of fused.rows.entries()) {
      const { train_loss: loss, test_nll: nll, test_accuracy: accuracy } = reference.rows[i]
      // Float32 in another compiler's order, over 20 steps.
      ok(Math.abs(row.train_loss - loss) < 1e-3 * loss && Math.abs(row.test_nll - nll) < 1e-3 * nll, `run ${i}: ${row.test_nll}, in float64 ${nll}`)
      deepStrictEqual(row.test_accuracy, accuracy)
    }
    await open('v=1&engine=fused&pace=max&steps=100000')
    const speed = await tab.run<number>(`(async () => {
      press('Train')
      await until(() => stepNow() > 0)
      // Where every answer of the device was waited for it was 4 steps a second at most. A
      // machine that does much else may take a while to show more.
      const steps = await until(async () => {
        const [from, begun] = [stepNow(), performance.now()]
        await new Promise((rested) => setTimeout(rested, 2000))
        const speed = (1000 * (stepNow() - from)) / (performance.now() - begun)
        return speed > 12 && speed
      })
      press('Pause')
      // Nothing of it is left to do when the next page begins.
      await until(() => find('button', 'Train'))
      return steps
    })()`)
    note(`trains the default experiment in WGSL, ${Math.round(speed)} steps a second`)
    await open(SMALL)
    const chosen = await tab.run<string>(`text().match(/^Engine: .*$/m)[0]`)
    ok(chosen.includes('Portable'), chosen)
    note(`its WGSL gives the reference's numbers (${fused.said.slice(8)}); left to choose, it takes ${chosen.slice(8)}`)
  } else {
    await open(SMALL)
    const said = await tab.run<string>(`text().match(/^Engine: .*$/m)[0]`)
    ok(!said.includes('WebGPU'), said)
    note(`without WebGPU it trains all the same (${said.slice(8)})`)
  }

  await tab.run(`drop([{ name: 'notes.txt', bytes: [104, 101, 108, 108, 111] }])`)
  await tab.run(`until(() => /notes\\.txt has one column only/.test(text()))`)
  const images = [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 2, 0, 0, 0, 2, ...Array.from({ length: 80 }, (_, i) => (37 * i) % 256)]
  const labels = [0, 0, 8, 1, 0, 0, 0, 20, ...Array.from({ length: 20 }, (_, i) => 1 + (i % 2))]
  await tab.run(`drop(${JSON.stringify([{ name: 'images', bytes: images }, { name: 'labels', bytes: labels }])})`)
  await tab.run(`until(() => find('select', 'Dataset').value === 'dropped')`)
  await tab.run(`until(() => /16 training, 4 test/.test(text()))`)
  await sound()
  note('says what is wrong with a file, and takes good ones')

  await open(`${SMALL}&engine=reference&sweep=eps1:0,2&sweep.repeats=2&sweep.steps=20&run=1`)
  await tab.run(`until(() => /The sweep is done\\./.test(text()))`)
  await tab.run(`until(() => document.querySelector('[data-figure="Accuracy by ε₁"] svg') !== null)`)
  await sound()
  note('runs a sweep and draws it')

  await open(`${SMALL}&engine=reference&lr=soon&run=5&steps=5`)
  await tab.run(`until(() => /“lr=soon” is not a number/.test(text()) && stepNow() === 5)`)
  note('says what is wrong with a link, and trains the rest')
}
