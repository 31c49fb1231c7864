import type { Measures, RunRecord } from './columns.ts'
import type { DataSettings, Experiment } from './index.ts'
import type { PlannedArm } from './plan.ts'
import { type Layout, type SplitName, SPLITS } from './layout.ts'

/** What a measurement of all runs was made of. */
export interface Measured {
  readonly step: number
  /** [train, test][runs][layout.size] */
  readonly measurements: Float32Array
  readonly layout: Layout
}

/** What was trained together. */
export interface Trained {
  readonly arms: readonly PlannedArm[]
  readonly data: DataSettings
  readonly repeats: number
  /** The step at which training was to end. */
  readonly steps: number
}

/** The arms of an experiment that trains without a sweep, until a step. */
export function trainedWithoutSweep({ arms, optimizer, data, training }: Experiment, steps: number): Trained {
  return {
    arms: arms.map((arm, of) => ({ of, arm, optimizer, value: null, second: null })),
    data,
    repeats: training.repeats,
    steps,
  }
}

/** Every run of a measurement as a row for tables, exports and statistics. */
export function recordsOf(experiment: Experiment, { arms, data, repeats, steps }: Trained, measured: Measured): RunRecord[] {
  const runs = arms.length * repeats
  return arms.flatMap(({ of, arm, optimizer, value, second }, index) =>
    Array.from({ length: repeats }, (_, repeat): RunRecord => {
      const [train, test] = SPLITS.map((split) => measuresOf(measured, split, index * repeats + repeat, runs))
      const finite = Number.isFinite(train.loss) && Number.isFinite(train.nll)
      const settings = { data, model: experiment.model, optimizer, training: { ...experiment.training, repeats, steps }, arm }
      const outcome = !finite ? 'diverged' : measured.step < steps ? 'stopped' : 'finished'
      return { arm: of, repeat, value, second, step: measured.step, train, test, outcome, settings }
    }),
  )
}

/** The measures of one run on one split. A run that diverged has none: what is left of its counts would mislead. */
function measuresOf({ measurements, layout }: Measured, split: SplitName, run: number, runs: number): Measures {
  const start = (SPLITS.indexOf(split) * runs + run) * layout.size
  const at = (name: keyof Layout['at'], index = 0) => measurements[start + layout.at[name] + index]
  const loss = at('loss')
  const of = (value: number) => (Number.isFinite(loss) && Number.isFinite(at('nll')) ? value : NaN)
  const recalls = Array.from({ length: layout.length.recall }, (_, k) => (at('classCount', k) > 0 ? at('recall', k) : Infinity))
  return {
    loss: of(loss),
    nll: of(at('nll')),
    accuracy: of(at('accuracy')),
    balancedAccuracy: of(at('balancedAccuracy')),
    worstRecall: of(Math.min(...recalls)),
    confidence: of(at('confidence')),
    meanPt: of(at('meanPt')),
    ece: of(at('ece')),
    leadingShare: of(at('shareLogit')),
    pushedBack: of(at('pushedBack')),
  }
}
