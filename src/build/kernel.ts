import type { Plugin } from 'vite'
import { compileKernel, kernelFiles } from '../engine/trainers/wasm/compile.ts'

/** Puts the portable engine's compiled kernel where plain Node compiles it; for the page and for its workers. */
export function kernel(): Plugin {
  return {
    name: 'kernel',
    async load(id) {
      if (!id.endsWith('/trainers/wasm/kernel.ts')) return null
      for (const file of kernelFiles()) this.addWatchFile(file)
      const base64 = Buffer.from(await compileKernel()).toString('base64')
      return `export const kernelBytes = async () => Uint8Array.from(atob('${base64}'), (byte) => byte.charCodeAt(0))`
    },
  }
}
