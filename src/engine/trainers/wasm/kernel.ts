import { compileKernel } from './compile.ts'

/** The compiled kernel. Under Vite a module that holds it stands in the place of this one: see `src/build/kernel.ts`. */
export const kernelBytes: () => Promise<Uint8Array<ArrayBuffer>> = compileKernel
