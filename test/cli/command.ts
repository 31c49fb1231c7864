import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../src/cli/train.ts', import.meta.url))

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface Options {
  readonly env?: Readonly<Record<string, string>>
  /** Called with the process and all of its standard error so far, whenever there is more of it. */
  readonly onError?: (process: ChildProcess, err: string) => void
}

/** Runs `npm run train -- …args` without npm, on the software adapter. */
export function train(args: readonly string[], { env, onError }: Options = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // As a person runs it: with what a test sets Vite would bundle all dependencies once more.
    const { VITEST: _, NODE_ENV: __, ...own } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', script, '--software', ...args], { env: { ...own, ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
      onError?.(child, err)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
