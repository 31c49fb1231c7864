import { Flight } from '../flight.ts'

/** Where a device that has nothing to do takes longer to answer, its browser looks for answers only now and then. */
const LONG_MS = 20
/** A browser that is given something looks at once: so often it is, while an answer is waited for. */
const NUDGE_MS = 1
/** Answers to nothing that are waited for at first. */
const TRIES = 3

/** How a device answers. */
export interface Answers {
  /** All that was given to it, whoever gave it. */
  readonly flight: Flight
  /** Waits for an answer, and sees to it that it comes soon. */
  wait<T>(answer: Promise<T>): Promise<T>
}

const known = new WeakMap<GPUDevice, Answers & { readonly probed: Promise<void> }>()

/** How this device answers, the same for all who ask. */
export function answersOf(device: GPUDevice): Answers {
  return known.get(device) ?? begin(device)
}

/** Resolves when it is known how long this device takes to answer, and whether it has to be nudged. */
export async function probe(device: GPUDevice): Promise<Answers> {
  const answers = known.get(device) ?? begin(device)
  await answers.probed
  return answers
}

function begin(device: GPUDevice) {
  const flight = new Flight()
  let isNudged = false
  let waiting = 0
  let nudging: ReturnType<typeof setInterval> | undefined
  const nudge = () => device.queue.submit([device.createCommandEncoder().finish()])

  async function wait<T>(answer: Promise<T>): Promise<T> {
    if (!isNudged) return answer
    waiting++
    nudging ??= setInterval(nudge, NUDGE_MS)
    try {
      return await answer
    } finally {
      waiting--
      if (waiting === 0) {
        clearInterval(nudging)
        nudging = undefined
      }
    }
  }

  const ask = async () => {
    for (let tries = 0; tries < TRIES; tries++) await flight.answered(wait(device.queue.onSubmittedWorkDone()))
  }
  async function probing(): Promise<void> {
    await ask()
    if (flight.idleMs < LONG_MS) return
    isNudged = true
    await ask()
  }
  const answers = { flight, wait, probed: probing() }
  // A device that is lost says so where it is used.
  answers.probed.catch(() => {})
  known.set(device, answers)
  return answers
}
