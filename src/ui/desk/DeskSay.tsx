import type { Loss } from '../../loss/index.ts'
import { formatStep } from '../plot/format.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { Term } from '../controls/Term.tsx'

/** What holds for all arms; where training rests and a loss was changed since, what that means. */
export function DeskSay() {
  const arms = useExperiment(({ experiment }) => experiment.arms)
  const rests = useSession(({ state, latest }) => (state === 'paused' && latest ? latest : null))
  const isChanged = rests?.settings.arms.some((loss, arm) => arms[arm] && written(loss) !== written(arms[arm]))
  if (rests && isChanged) {
    return <p>Changed since step {formatStep(rests.step)}: Train goes on from there with it, Reset begins anew.</p>
  }
  return (
    <p>
      Every <Term of="arm">arm</Term> trains on the same data, from the same initial weights, in the same{' '}
      <Term of="batch">batches</Term>.
    </p>
  )
}

function written({ gamma, terms, epsilon, labelSmoothing }: Loss): string {
  return [gamma, terms, labelSmoothing, ...epsilon].join(' ')
}
