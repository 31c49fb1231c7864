import type { Experiment } from '../../experiment/index.ts'
import type { Draws } from '../session/draws.ts'
import type { Engines } from '../trainers/engines.ts'
import { type Layout, measurementLayout } from '../../experiment/layout.ts'
import { measuredSplits, measureAll } from '../measure/measureAll.ts'
import { taskOf } from '../session/prepare.ts'
import type { EngineStatus } from '../protocol.ts'
import type { ArmSettings } from '../trainers/trainer.ts'

/** So long a chunk of steps may take: nobody waits for a picture, only for Stop. */
const CHUNK_MS = 60
const MOST_STEPS = 4096

/** Measurements of all runs at one step of a training that nobody watches. */
export interface Moment {
  readonly step: number
  /** [train, test][runs][layout.size]; a run that diverged is not a number. */
  readonly measurements: Float32Array
  readonly layout: Layout
  readonly engine: EngineStatus
}

interface Options {
  /** Steps to measure at, ascending; training ends at the last. */
  readonly steps: readonly number[]
  /** Ends the training early, without an error. */
  readonly signal?: AbortSignal
  /** Steps trained so far, between measurements. */
  readonly onStep?: (step: number) => void
}

/**
 * Trains arms on an experiment's data from its seeds and yields a measurement at each of the steps asked for. What a run
 * becomes does not hang on where it is measured: the numbers are those that the page shows at the same step.
 * Throws where the engine fails.
 */
export async function* trainUnattended(
  experiment: Pick<Experiment, 'model' | 'optimizer' | 'training'>,
  draws: Draws,
  arms: readonly ArmSettings[],
  engines: Engines,
  { steps, signal, onStep }: Options,
): AsyncGenerator<Moment> {
  const splits = measuredSplits(draws)
  const layout = measurementLayout(draws.sets[0].classes)
  const { repeats, engine: wanted } = experiment.training
  const { trainer, status } = await engines.open(wanted, taskOf(experiment, draws), arms)
  try {
    let chunk = 1
    for (const until of steps) {
      while (trainer.step < until) {
        if (signal?.aborted) return
        const count = Math.min(chunk, until - trainer.step)
        const start = performance.now()
        trainer.advance(count)
        await trainer.settled()
        const perStep = (performance.now() - start) / count
        chunk = Math.max(1, Math.min(2 * chunk, MOST_STEPS, Math.floor(CHUNK_MS / perStep)))
        onStep?.(trainer.step)
        // Lets messages in, Stop among them.
        await new Promise((resolve) => setTimeout(resolve))
      }
      const measurements = await measureAll(trainer, splits, arms, repeats, layout)
      yield { step: until, measurements, layout, engine: status }
    }
  } finally {
    trainer.dispose()
  }
}
