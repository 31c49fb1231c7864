import { createReferenceTrainer } from '../../../src/engine/trainers/reference/trainer.ts'
import type { ArmSettings, Trainer, TrainingTask } from '../../../src/engine/trainers/trainer.ts'
import { lossesOf, ofRun, relativeError } from './fixtures.ts'

/** A trainer of a task beside the reference; what disagrees is told by name. */
export function pairOf(tested: Trainer, task: TrainingTask, arms: readonly ArmSettings[], names: readonly string[]) {
  const oracle = createReferenceTrainer(task, arms)
  const [inTested, inOracle] = [tested, oracle].map((one) => one.take(task.features))
  const runs = arms.length * task.repeats
  const disagreement = (run: number, what: string, error: number) =>
    `${names[Math.floor(run / task.repeats)]}, run ${run}, step ${oracle.step}: ${what} off by ${error}`

  async function advance(steps: number): Promise<void> {
    await tested.advance(steps)
    oracle.advance(steps)
  }

  return {
    /** Takes a step; parameters and slots may be 1e-5 of their norm off. */
    async step(): Promise<string[]> {
      await advance(1)
      const [got, wanted] = await Promise.all([tested.snapshot(), oracle.snapshot()])
      const found: string[] = []
      // After one step the first slot is the gradient, scaled by Adam with a constant.
      for (const [what, a, b] of [
        ['gradient', got.slots[0], wanted.slots[0]],
        ['parameters', got.parameters, wanted.parameters],
      ] as const) {
        for (let run = 0; run < runs; run++) {
          const error = relativeError(ofRun(a, run, runs), ofRun(b, run, runs))
          if (!(error < 1e-5)) found.push(disagreement(run, what, error))
        }
      }
      return found
    },
    /** Goes on to each of these steps; there, losses may be 1e-3 off. */
    async losses(...steps: number[]): Promise<string[]> {
      const found: string[] = []
      for (const step of steps) {
        await advance(step - oracle.step)
        const [got, wanted] = await Promise.all([tested.predict(inTested), oracle.predict(inOracle)])
        const losses = lossesOf(got, task.labels, task, arms)
        for (const [run, loss] of lossesOf(wanted, task.labels, task, arms).entries()) {
          const error = Math.abs(losses[run] - loss) / Math.max(1, Math.abs(loss))
          if (!(error < 1e-3)) found.push(disagreement(run, 'loss', error))
        }
      }
      return found
    },
    dispose: () => tested.dispose(),
  }
}
