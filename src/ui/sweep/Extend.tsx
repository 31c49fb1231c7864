import { extended } from '../../experiment/extend.ts'
import { planOf } from '../../experiment/index.ts'
import { plannedRuns } from '../../experiment/plan.ts'
import { sweepValues } from '../../experiment/sweep.ts'
import { numberText } from '../../experiment/text.ts'
import { setSweep, useExperiment } from '../../store/experiment.ts'
import { client } from '../../store/start.ts'
import { useSweep } from '../../store/sweep.ts'
import { formatStep } from '../plot/format.ts'
import type { Swept } from './strip.ts'
import { sweptName } from './words.ts'

interface Props {
  readonly experiment: Swept['experiment']
  /** The swept value beyond which it goes on. */
  readonly end: number
}

/** Sweeps further beyond an end of the range, where the best value is; says what that trains. */
export function Extend({ experiment, end }: Props) {
  const isRunning = useSweep(({ state }) => state === 'running')
  const now = useExperiment((state) => state.experiment)
  const values = extended(experiment.sweep, experiment.data.kind, end)
  if (isRunning || !values) return null
  const sweep = { ...experiment.sweep, values }
  const numbers = sweepValues(sweep)
  const range = `${numberText(numbers[0])}…${numberText(numbers[numbers.length - 1])}`
  const networks = formatStep(plannedRuns(planOf({ ...now, sweep })))
  const go = () => {
    setSweep(sweep)
    client.startSweep()
  }
  return (
    <button type="button" className="link-button" onClick={go}>
      Sweep {sweptName(sweep.field)} = {range}: {numbers.length} values, {networks} networks
    </button>
  )
}
