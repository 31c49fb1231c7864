import { DataPanel } from './DataPanel.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { OptimizerPanel } from './OptimizerPanel.tsx'
import { TrainingPanel } from './TrainingPanel.tsx'

/** All that the arms have in common. */
export function Settings() {
  return (
    <aside className="settings" aria-label="Settings">
      <DataPanel />
      <NetworkPanel />
      <OptimizerPanel />
      <TrainingPanel />
    </aside>
  )
}
