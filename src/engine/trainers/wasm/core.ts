import type { State } from './runs.ts'
import type { Answer, Calls, Request } from './serve.ts'
import type { Thread, Threads } from './threads.ts'

/** A core whose thread ends more often than this is given up. */
const MOST_DEATHS = 3

type Name = keyof Calls
type OnPart = (share: number) => void

/** What is asked: made anew each time it is posted, because memory that is handed over moves to the thread. */
interface Asked {
  readonly name: Name
  given(): readonly [given: readonly unknown[], transfer?: Transferable[]]
}

/** Something asked, until it is answered. */
interface Call extends Asked {
  readonly onPart?: OnPart
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Cores that wait for other runs: who trains next need not start threads again. */
const idle = new Map<Threads['start'], Core[]>()

/**
 * A thread that answers calls in turn. One that dies is replaced: its runs go on from the last snapshot, the steps
 * since then are trained again, and who waits for an answer gets the same one.
 */
export class Core {
  readonly #threads: Threads
  #thread: Thread
  /** In the order in which they are answered. */
  #waiting: Call[] = []
  /** How its runs began, and the examples that they took in. */
  #begun: Asked[] = []
  #state: State | null = null
  /** What became of them since. */
  #since: Asked[] = []
  #deaths = 0
  #fault: Error | null = null
  #isHeld = true

  private constructor(threads: Threads) {
    this.#threads = threads
    this.#thread = this.#start()
  }

  /** One that waits, or another. */
  static take(threads: Threads): Core {
    const core = idle.get(threads.start)?.pop() ?? new Core(threads)
    core.#hold(true)
    return core
  }

  /** Rejects with what went wrong in words, and once the thread has died too often. */
  call<N extends Name>(name: N, given: () => readonly [Parameters<Calls[N]>, Transferable[]?], onPart?: OnPart): Promise<ReturnType<Calls[N]>> {
    const answer = new Promise<unknown>((resolve, reject) => {
      if (this.#fault) return reject(this.#fault)
      const call = { name, given, onPart, resolve, reject }
      // What cannot be posted rejects here, and nobody waits for it.
      this.#post(call)
      this.#waiting.push(call)
    })
    // Who has turned away in the meantime need not hear of it.
    answer.catch(() => {})
    return answer as Promise<ReturnType<Calls[N]>>
  }

  /** Lets go of its runs. */
  release(): void {
    if (this.#fault || this.#waiting.length > 0) return this.#end(new Error('The engine was closed.'))
    void this.call('close', () => [[]])
    this.#begun = []
    this.#since = []
    this.#state = null
    this.#deaths = 0
    this.#hold(false)
    idle.set(this.#threads.start, [...(idle.get(this.#threads.start) ?? []), this])
  }

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#thread.hold(isHeld)
  }

  #start(): Thread {
    const thread: Thread = this.#threads.start({
      heard: (answer) => {
        if (this.#thread === thread) this.#hear(answer)
      },
      died: (why) => {
        if (this.#thread === thread) this.#replace(why)
      },
    })
    return thread
  }

  #post({ name, given }: Asked): void {
    const [parameters, transfer = []] = given()
    this.#thread.post({ name, given: parameters } as Request, transfer)
  }

  #hear(answer: Answer): void {
    if (answer.type === 'part') return this.#waiting[0]?.onPart?.(answer.share)
    const call = this.#waiting.shift()
    if (!call) return
    if (answer.type !== 'value') return call.reject(new Error(answer.type === 'fault' ? answer.text : 'a core was not understood'))
    this.#remember(call, answer.value)
    call.resolve(answer.value)
  }

  /** Keeps what another thread would have to be told to stand where this one does. */
  #remember(asked: Asked, value: unknown): void {
    const { name } = asked
    const arms = this.#since.findLast((before) => before.name === 'setArms')
    if (name === 'open' || name === 'take') this.#begun.push(asked)
    if (name === 'snapshot' || name === 'restore') {
      this.#state = name === 'snapshot' ? (value as State) : (asked.given()[0][0] as State)
      this.#since = arms ? [arms] : []
    }
    if (name === 'setArms') this.#since.push(asked)
    if (name === 'advance') this.#since.push(...joined(this.#since.at(-1)?.name === 'advance' ? this.#since.pop() : undefined, asked))
  }

  #replace(why: string): void {
    if (this.#fault) return
    this.#deaths++
    if (this.#deaths > MOST_DEATHS) return this.#end(new Error(`a thread of it ended ${this.#deaths} times (${why})`))
    const state = this.#state
    const told: Asked[] = [...this.#begun, ...(state ? [{ name: 'restore' as const, given: () => [[state]] as const }] : []), ...this.#since]
    this.#begun = []
    this.#since = []
    const reject = (error: Error) => this.#end(error)
    this.#waiting = [...told.map((asked) => ({ ...asked, resolve() {}, reject })), ...this.#waiting]
    this.#thread.end()
    this.#thread = this.#start()
    this.#thread.hold(this.#isHeld)
    for (const call of this.#waiting) this.#post(call)
  }

  #end(error: Error): void {
    this.#fault = error
    this.#thread.end()
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }
}

/** Steps one after another are steps together. */
function joined(before: Asked | undefined, asked: Asked): Asked[] {
  if (!before) return [asked]
  const steps = [before, asked].reduce((sum, { given }) => sum + (given()[0][0] as number), 0)
  return [{ name: 'advance', given: () => [[steps]] }]
}
