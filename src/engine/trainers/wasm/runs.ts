import { measurementLayout } from '../../../experiment/layout.ts'
import { type ArmSettings, type Handle, orderOf, type TrainingTask, weightsOf } from '../trainer.ts'
import type { Examples } from './examples.ts'
import { Memory } from './memory.ts'
import { armNumbers, measurementOf, mostTogether, packArm, placementOf, sumNumbers, writeNetwork, writeSums } from './places.ts'

/** What the kernel exports; addresses are those of `kernel/places.ts`. */
interface Kernel {
  readonly memory: WebAssembly.Memory
  base(): number
  train(network: number, examples: number, arm: number, run: number, order: number, done: number, steps: number): void
  predict(network: number, examples: number, run: number, first: number, count: number, out: number): void
  measure(network: number, examples: number, arm: number, run: number, first: number, count: number, at: number, sums: number): void
}

/** What one core is to train. */
export interface Share {
  readonly task: Omit<TrainingTask, 'features' | 'labels'>
  /** Which of the task's runs. */
  readonly runs: readonly number[]
  /** Training examples of these draws, one draw after another. */
  readonly draws: readonly number[]
  readonly examples: Examples
  readonly arms: readonly ArmSettings[]
}

/** What is needed to go on with the runs of a core, each [runs × parameters] as in a `Snapshot`. */
export interface State {
  readonly step: number
  readonly parameters: Float32Array
  readonly slots: readonly Float32Array[]
}

/** Called between the parts of something long, with the share that is done. */
type OnPart = (share: number) => void

/** Examples sent forward at once at least, unless their maps are large. */
const ROOM = 64
/** Indices of batches that are written down at once. */
const ORDERED = 2 ** 14
const WORD = 4
const DOUBLE = 8

/** Some runs of a task on one core, in a memory of their own. What a run becomes hangs on nothing but its own numbers. */
export class Runs {
  readonly #kernel: Kernel
  readonly #memory: Memory
  readonly #task: Share['task']
  readonly #runs: readonly number[]
  readonly #repeats: readonly Repeat[]
  readonly #placement: ReturnType<typeof placementOf>
  readonly #network: number
  readonly #room: number
  readonly #examples: number
  readonly #arms: number
  readonly #measuredArms: number
  readonly #order: number
  readonly #state: number
  readonly #out: number
  readonly #layout: ReturnType<typeof measurementLayout>
  readonly #sumPlaces: number
  readonly #sums: number
  readonly #taken = new Map<Handle, { readonly at: number; readonly count: number }>()
  #step = 0

  /** Throws, in words for a person, where there is not enough memory. */
  constructor(kernel: WebAssembly.Module, { task, runs, draws, examples, arms }: Share) {
    this.#kernel = new WebAssembly.Instance(kernel, {}).exports as unknown as Kernel
    this.#memory = new Memory(this.#kernel.memory, this.#kernel.base())
    this.#task = task
    this.#runs = runs
    const { network, optimizer, batchSize } = task
    this.#placement = placementOf(network)
    this.#room = Math.min(mostTogether(network), Math.ceil(Math.max(batchSize, ROOM) / 8) * 8)
    this.#network = writeNetwork(this.#memory, network, optimizer, batchSize, this.#room)
    this.#examples = this.#put(examples)
    this.#arms = this.#memory.claim(arms.length * this.#armBytes)
    this.#measuredArms = this.#memory.claim(arms.length * this.#armBytes)
    this.#repeats = repeatsOf(task, runs, draws)
    this.#order = this.#memory.claim(this.#repeats.length * this.#stepsAtOnce * batchSize * WORD)
    this.#state = this.#memory.claim(runs.length * this.#runBytes)
    this.#out = this.#memory.claim(this.#room * this.#rowNumbers * WORD)
    this.#layout = measurementLayout(network.classes)
    this.#sumPlaces = writeSums(this.#memory, this.#layout)
    this.#sums = this.#memory.claim(sumNumbers(this.#layout) * DOUBLE)
    this.setArms(arms)
    for (const { repeat, runs: own } of this.#repeats) {
      const weights = weightsOf(task, repeat)
      for (const place of own) this.#write(place, 0, weights)
    }
  }

  setArms(arms: readonly ArmSettings[]): void {
    this.#writeArms(this.#arms, arms)
  }

  /** Trains all runs for so many steps. */
  advance(steps: number, onPart: OnPart = () => {}): void {
    const { batchSize } = this.#task
    for (let done = 0; done < steps; ) {
      const together = Math.min(this.#stepsAtOnce, steps - done)
      for (const [i, { order, shift, runs }] of this.#repeats.entries()) {
        const place = this.#order + i * this.#stepsAtOnce * batchSize * WORD
        const indices = this.#memory.words(place, together * batchSize)
        for (let step = 0; step < together; step++) {
          order.batch(this.#step + step, indices.subarray(step * batchSize, (step + 1) * batchSize))
        }
        if (shift !== 0) for (let index = 0; index < indices.length; index++) indices[index] += shift
        for (const run of runs) {
          this.#kernel.train(this.#network, this.#examples, this.#armOf(run, this.#arms), this.#addressOf(run), place, this.#step, together)
          onPart((done + (together * (i + 1)) / this.#repeats.length) / steps)
        }
      }
      done += together
      this.#step += together
    }
  }

  /** Takes in examples to predict and to measure on. */
  take(handle: Handle, examples: Examples): void {
    const { inputs } = this.#task.network
    this.#taken.set(handle, { at: this.#put(examples), count: examples.values.length / inputs })
  }

  /** Logits of some of its runs, [runs × examples × positions × classes]. */
  predict(handle: Handle, runs: readonly number[], onPart: OnPart = () => {}): Float32Array {
    const { at, count } = this.#of(handle)
    const numbers = this.#rowNumbers
    const logits = new Float32Array(runs.length * count * numbers)
    this.#eachPart(runs, count, onPart, (place, first, together, i) => {
      this.#kernel.predict(this.#network, at, this.#addressOf(place), first, together, this.#out)
      logits.set(this.#memory.floats(this.#out, together * numbers), (i * count + first) * numbers)
    })
    return logits
  }

  /** Measurements of some of its runs, [runs × layout.size]. */
  measure(handle: Handle, runs: readonly number[], arms: readonly ArmSettings[], onPart: OnPart = () => {}): Float32Array {
    const { at, count } = this.#of(handle)
    const { size } = this.#layout
    this.#writeArms(this.#measuredArms, arms)
    const measured = new Float32Array(runs.length * size)
    this.#eachPart(runs, count, onPart, (place, first, together, i) => {
      const sums = this.#memory.doubles(this.#sums, sumNumbers(this.#layout))
      if (first === 0) sums.fill(0)
      this.#kernel.measure(this.#network, at, this.#armOf(place, this.#measuredArms), this.#addressOf(place), first, together, this.#sumPlaces, this.#sums)
      if (first + together === count) measured.set(measurementOf(sums, this.#layout), i * size)
    })
    return measured
  }

  snapshot(): State {
    const { network: { parameters: count } } = this.#task
    const [parameters, ...slots] = Array.from({ length: 1 + this.#slots }, (_, slot) => {
      const all = new Float32Array(this.#runs.length * count)
      for (let run = 0; run < this.#runs.length; run++) this.#read(run, slot, all.subarray(run * count, (run + 1) * count))
      return all
    })
    return { step: this.#step, parameters, slots }
  }

  restore({ step, parameters, slots }: State): void {
    const { network: { parameters: count } } = this.#task
    this.#step = step
    for (const [slot, all] of [parameters, ...slots].entries()) {
      for (let run = 0; run < this.#runs.length; run++) this.#write(run, slot, all.subarray(run * count, (run + 1) * count))
    }
  }

  get #slots(): number {
    return this.#task.optimizer === 'sgd' ? 1 : 2
  }

  /** Of the parameters and slots of a run. */
  get #runBytes(): number {
    return (1 + this.#slots) * this.#placement.size * WORD
  }

  /** Logits of an example. */
  get #rowNumbers(): number {
    const { positions, classes } = this.#task.network
    return positions * classes
  }

  get #armBytes(): number {
    return armNumbers(this.#task.network.classes) * DOUBLE
  }

  get #stepsAtOnce(): number {
    return Math.max(1, Math.floor(ORDERED / this.#task.batchSize))
  }

  /** Where a run begins, by its place among those of this core. */
  #addressOf(place: number): number {
    return this.#state + place * this.#runBytes
  }

  #armOf(place: number, arms: number): number {
    return arms + Math.floor(this.#runs[place] / this.#task.repeats) * this.#armBytes
  }

  #of(handle: Handle) {
    const taken = this.#taken.get(handle)
    if (!taken) throw new Error('What is measured or predicted was never taken in.')
    return taken
  }

  #put({ values, palette, labels }: Examples): number {
    const places = [values, labels].map((part) => this.#memory.put(part))
    return this.#memory.put(Uint32Array.from([...places, palette ? this.#memory.put(palette) : 0]))
  }

  #writeArms(at: number, arms: readonly ArmSettings[]): void {
    const numbers = arms.flatMap(packArm)
    this.#memory.doubles(at, numbers.length).set(numbers)
  }

  /** Goes through some runs in parts of as many examples as there is room for; `i` counts the runs. */
  #eachPart(runs: readonly number[], count: number, onPart: OnPart, part: (place: number, first: number, together: number, i: number) => void): void {
    for (const [i, run] of runs.entries()) {
      const place = this.#runs.indexOf(run)
      // Of no example there is something to say as well.
      for (let first = 0; first < Math.max(1, count); first += this.#room) {
        const together = Math.min(this.#room, count - first)
        part(place, first, together, i)
        onPart((i + (first + together) / Math.max(1, count)) / runs.length)
      }
    }
  }

  #read(place: number, slot: number, out: Float32Array): void {
    const numbers = this.#numbers(place, slot)
    const { places } = this.#placement
    for (let i = 0; i < places.length; i++) out[i] = numbers[places[i]]
  }

  #write(place: number, slot: number, values: Float32Array): void {
    const numbers = this.#numbers(place, slot)
    const { places } = this.#placement
    for (let i = 0; i < places.length; i++) numbers[places[i]] = values[i]
  }

  /** A run's parameters, or one of its slots, as they stand in memory. */
  #numbers(place: number, slot: number): Float32Array {
    return this.#memory.floats(this.#addressOf(place) + slot * this.#placement.size * WORD, this.#placement.size)
  }
}

/** A repeat that some runs of a core belong to. */
interface Repeat {
  readonly repeat: number
  readonly order: ReturnType<typeof orderOf>
  /** From the task's index of an example to that among the examples at hand. */
  readonly shift: number
  /** By their places among those of the core. */
  readonly runs: readonly number[]
}

function repeatsOf(task: Share['task'], runs: readonly number[], draws: readonly number[]): Repeat[] {
  const all = Array.from({ length: task.repeats }, (_, repeat) => repeat)
  return all.flatMap((repeat): Repeat[] => {
    const own = [...runs.keys()].filter((place) => runs[place] % task.repeats === repeat)
    if (own.length === 0) return []
    const shift = task.draws > 1 ? (draws.indexOf(repeat) - repeat) * task.examples : 0
    return [{ repeat, order: orderOf(task, repeat), shift, runs: own }]
  })
}
