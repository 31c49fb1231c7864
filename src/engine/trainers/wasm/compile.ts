// Compiles the kernel, for Vite and for plain Node, with the development dependency `assemblyscript`.
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const folder = fileURLToPath(new URL('./kernel/', import.meta.url))
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/kernel/', import.meta.url))
const { resolve } = createRequire(import.meta.url)

// No relaxed SIMD, which may round differently from machine to machine. The warning that is left out says that
// addresses would be wider in a memory of 64 bits.
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '201']

/** The files that the kernel is made of. */
export function kernelFiles(): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  return names.sort().map((name) => `${folder}${name}`)
}

/** The compiled kernel, kept beside the installed packages until something changes. Throws what the compiler says. */
export async function compileKernel(): Promise<Uint8Array<ArrayBuffer>> {
  const made = [resolve('assemblyscript/package.json'), ...kernelFiles()].map((file) => readFileSync(file, 'utf8'))
  const hash = createHash('sha256').update(JSON.stringify([OPTIONS, made])).digest('hex').slice(0, 16)
  const kept = `${cache}${hash}.wasm`
  const read = () => new Uint8Array(readFileSync(kept))
  try {
    return read()
  } catch {
    mkdirSync(cache, { recursive: true })
    // Others may compile at the same time: a file is either whole or not there.
    const own = `${kept}.${randomUUID()}`
    await promisify(execFile)(process.execPath, [resolve('assemblyscript/bin/asc.js'), 'index.ts', '--baseDir', folder, '--outFile', own, ...OPTIONS])
    renameSync(own, kept)
    return read()
  }
}
