// What a test file left in the page's stores is not for the next one in the same process.
import { useExperiment } from '../src/store/experiment.ts'
import { useKept } from '../src/store/kept.ts'
import { useKeptFiles } from '../src/store/keptFiles.ts'
import { useTrials } from '../src/store/lastGood.ts'
import { usePace } from '../src/store/pace.ts'
import { useSession } from '../src/store/session.ts'
import { useSweep } from '../src/store/sweep.ts'
import { useTable } from '../src/store/table.ts'
import { useViewText } from '../src/store/viewText.ts'

/** Back to how the page begins. */
function renew<T>({ setState, getInitialState }: { setState(state: T, replace: true): void; getInitialState(): T }): void {
  setState(getInitialState(), true)
}

renew(useExperiment)
renew(useKept)
renew(useKeptFiles)
renew(useTrials)
renew(usePace)
renew(useSession)
renew(useSweep)
renew(useTable)
renew(useViewText)
useExperiment.temporal.getState().clear()
