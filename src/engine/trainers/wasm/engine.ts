import { countText } from '../../../experiment/text.ts'
import { BUSY_FRAME_MS, type EngineKind, FRAME_MS } from '../engine.ts'

/** The smallest module with an instruction on vectors: a function that gives one (“i32.const 0, i8x16.splat”). */
const SIMD = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11)

/** SIMD in WebAssembly on the processor, on all of its cores. */
export const wasm: EngineKind = {
  name: 'wasm',
  auto: true,
  takes: ['dense', 'conv'],
  async open(task, arms) {
    const fault = whyNot(globalThis.WebAssembly)
    if (fault) return fault
    const { createPortableTrainer } = await import('./index.ts')
    const trainer = await createPortableTrainer(task, arms)
    const { cores, isCoreLeft } = trainer
    // A thread that is lost is replaced by the trainer itself.
    return { trainer, on: countText(cores, 'core'), lost: null, isEverywhere: !isCoreLeft, frameMs: isCoreLeft ? FRAME_MS : BUSY_FRAME_MS }
  },
}

/** Why this browser's WebAssembly does not do, in a sentence, or null. */
export function whyNot(webAssembly: typeof WebAssembly | undefined): string | null {
  if (!webAssembly) return 'This browser has no WebAssembly.'
  if (!webAssembly.validate(SIMD)) return 'The WebAssembly of this browser has no SIMD.'
  try {
    void new webAssembly.Module(SIMD)
    return null
  } catch {
    return 'The site’s Content-Security-Policy forbids WebAssembly: its script-src lacks “wasm-unsafe-eval”.'
  }
}
