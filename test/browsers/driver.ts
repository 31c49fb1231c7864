import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

/** A page in some browser: all that the scenario needs of it. */
export interface Tab {
  open(url: string): Promise<void>
  /** The JSON value of an expression in the page; a promise is awaited. */
  run<T>(expression: string): Promise<T>
  close(): Promise<void>
}

/** A browser other than Chromium. */
export interface Browser {
  readonly name: string
  /** What of it has to be installed, by its paths; Debian has it in these packages. */
  readonly needs: readonly string[]
  readonly packages: string
  /** Whether the page finds WebGPU in it. */
  readonly hasGpu: boolean
  start(): Promise<Tab>
}

const FIREFOX = '/usr/bin/firefox-esr'
const WEBKIT = '/usr/bin/WebKitWebDriver'
const XVFB = '/usr/bin/Xvfb'

const firefox = (name: string, hasGpu: boolean, packages: string, preferences: Record<string, unknown>, ...needs: string[]): Browser => ({
  name,
  hasGpu,
  packages,
  needs: [FIREFOX, ...needs],
  start: () => startFirefox(preferences),
})

export const BROWSERS: readonly Browser[] = [
  firefox('Firefox without WebGPU', false, 'firefox-esr', { 'dom.webgpu.enabled': false }),
  firefox(
    'Firefox with software WebGPU',
    true,
    'firefox-esr mesa-vulkan-drivers',
    { 'dom.webgpu.enabled': true, 'dom.webgpu.workers.enabled': true, 'gfx.webgpu.ignore-blocklist': true },
    '/usr/share/vulkan/icd.d/lvp_icd.x86_64.json',
  ),
  { name: 'WebKitGTK', hasGpu: false, packages: 'webkit2gtk-driver xvfb', needs: [WEBKIT, XVFB], start: startWebKit },
]

/** What of a browser is not installed. */
export function missing({ needs }: Browser): string[] {
  return needs.filter((path) => !existsSync(path))
}

/** Over WebDriver BiDi (W3C), which Firefox speaks itself. */
async function startFirefox(preferences: Record<string, unknown>): Promise<Tab> {
  const profile = await mkdtemp(join(tmpdir(), 'polyloss-firefox-'))
  const quiet = { 'datareporting.policy.dataSubmissionEnabled': false, 'app.update.enabled': false, 'browser.shell.checkDefaultBrowser': false }
  const written = Object.entries({ ...quiet, ...preferences }).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`)
  await writeFile(join(profile, 'user.js'), written.join('\n'))
  const browser = begin(FIREFOX, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'])
  const [, address] = await says(browser, /WebDriver BiDi listening on (ws:\S+)/)
  const socket = new WebSocket(`${address}/session`)
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed))
  const waiting = new Map<number, { done: (result: unknown) => void; failed: (error: Error) => void }>()
  socket.on('message', (data) => {
    const { id, result, error, message } = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: string; message?: string }
    const waits = id === undefined ? undefined : waiting.get(id)
    if (error) waits?.failed(new Error(`${error}: ${message}`))
    else waits?.done(result)
  })
  let last = 0
  const ask = <T>(method: string, params: object): Promise<T> =>
    new Promise<unknown>((done, failed) => {
      waiting.set(++last, { done, failed })
      socket.send(JSON.stringify({ id: last, method, params }))
    }) as Promise<T>
  await ask('session.new', { capabilities: {} })
  const { contexts } = await ask<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  const [{ context }] = contexts
  return {
    open: async (url) => void (await ask('browsingContext.navigate', { context, url, wait: 'complete' })),
    async run(expression) {
      const answer = await ask<{ type: string; result?: { value: string }; exceptionDetails?: { text: string } }>('script.evaluate', {
        expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
        target: { context },
        awaitPromise: true,
      })
      if (!answer.result) throw new Error(answer.exceptionDetails?.text)
      return JSON.parse(answer.result.value)
    },
    async close() {
      socket.close()
      await end(browser)
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Over WebDriver (W3C), which WebKitGTK's own driver speaks. */
async function startWebKit(): Promise<Tab> {
  const port = 4500 + (process.pid % 400)
  const screen = begin(XVFB, ['-displayfd', '1', '-nolisten', 'tcp'])
  const [display] = await says(screen, /^\d+(?=\n)/)
  const driver = begin(WEBKIT, [`--port=${port}`], { env: { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' } })
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await response.json()) as { value: T & { message?: string } }
    if (!response.ok) throw new Error(value.message)
    return value
  }
  const options = { binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', args: ['--automation'] }
  const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options, timeouts: { script: 60_000 } } }
  const { sessionId } = await retried(() => ask<{ sessionId: string }>('POST', '', { capabilities }))
  return {
    open: async (url) => void (await ask('POST', `/${sessionId}/url`, { url })),
    async run(expression) {
      const script = `const done = arguments[arguments.length - 1]; (async () => JSON.stringify((await (${expression})) ?? null))().then((value) => done([value]), (error) => done([null, String(error)]))`
      const [value, error] = await ask<[string, string?]>('POST', `/${sessionId}/execute/async`, { script, args: [] })
      if (error) throw new Error(error)
      return JSON.parse(value)
    },
    async close() {
      await ask('DELETE', `/${sessionId}`).catch(() => {})
      await end(driver)
      await end(screen)
    },
  }
}

/** What a process writes, as soon as it matches. */
function says(process: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((done, failed) => {
    let text = ''
    const read = (data: Buffer) => {
      text += String(data)
      const found = pattern.exec(text)
      if (found) done(found)
    }
    process.stdout?.on('data', read)
    process.stderr?.on('data', read)
    process.once('exit', () => failed(new Error(`The browser ended: ${text.slice(-500)}`)))
  })
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (tries > 40) throw error
      await new Promise((rested) => setTimeout(rested, 250))
    }
  }
}

const running = new Set<ChildProcess>()

/** Starts what ends with this process at the latest, with all that it has started itself. */
function begin(path: string, options: readonly string[], more: SpawnOptions = {}): ChildProcess {
  const started = spawn(path, options, { ...more, detached: true })
  running.add(started)
  started.once('exit', () => running.delete(started))
  return started
}

/** Ends a process and all that it has started. */
async function end(started: ChildProcess): Promise<void> {
  if (!running.has(started) || started.pid === undefined) return
  const ended = new Promise((done) => started.once('exit', done))
  process.kill(-started.pid, 'SIGTERM')
  await ended
}

process.once('exit', () => {
  for (const started of running) void end(started)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
