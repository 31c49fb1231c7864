import { messageOf } from '../../../experiment/text.ts'
import { Runs, type Share } from './runs.ts'

/** What runs are asked while they live. */
type Method = 'setArms' | 'advance' | 'take' | 'predict' | 'measure' | 'snapshot' | 'restore'

/** What a core is asked: to begin with other runs, to let go of them, or a method of theirs. */
export interface Calls extends Pick<Runs, Method> {
  open(kernel: WebAssembly.Module, share: Share): void
  close(): void
}

/** A call with what it is given, but for what is called between parts. Answered in turn, once, after any parts. */
export type Request = { [N in keyof Calls]: { readonly name: N; readonly given: Parameters<Calls[N]> } }[keyof Calls]

export type Answer =
  /** It holds the lock of its name from now on, until it ends. */
  | { readonly type: 'alive' }
  /** How much of what takes long is done, 0…1. */
  | { readonly type: 'part'; readonly share: number }
  | { readonly type: 'value'; readonly value: unknown }
  /** In words for a person. */
  | { readonly type: 'fault'; readonly text: string }

/** From one part that is told to the next. */
const PART_MS = 50

/** A core's side: what it hears goes into the function that this returns. */
export function serve(post: (answer: Answer, transfer: Transferable[]) => void): (request: Request) => void {
  let runs: Runs | null = null
  const own: Pick<Calls, 'open' | 'close'> = {
    open(kernel, share) {
      // Room is made before it is claimed again.
      runs = null
      runs = new Runs(kernel, share)
    },
    close() {
      runs = null
    },
  }
  return ({ name, given }) => {
    let told = performance.now()
    const onPart = (share: number) => {
      if (performance.now() - told < PART_MS) return
      told = performance.now()
      post({ type: 'part', share }, [])
    }
    try {
      const of = (name in own ? own : runs) as Readonly<Record<string, (...given: readonly unknown[]) => unknown>> | null
      if (!of) throw new Error('a core was asked before it had begun')
      const value = of[name](...given, onPart)
      post({ type: 'value', value }, buffersOf(value))
    } catch (error) {
      post({ type: 'fault', text: messageOf(error) }, [])
    }
  }
}

/** The memory of what is answered: it moves, and is not copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const parts: readonly unknown[] = ArrayBuffer.isView(value) ? [value] : Object.values(value ?? {}).flat()
  return parts.filter((part) => ArrayBuffer.isView(part)).map(({ buffer }) => buffer as ArrayBuffer)
}
