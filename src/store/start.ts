import { followAddress, loadAddress } from './address.ts'
import { Client } from './client.ts'
import { useExperiment } from './experiment.ts'
import { recordTrials } from './lastGood.ts'
import { forgetChanges } from './undo.ts'

const run = loadAddress(window)
forgetChanges()
recordTrials()

/** The page's one connection to its engine, opened with what the address names. */
export const client = new Client()

// A link trains only where it says so: its sweep, where it carries one.
if (run !== undefined) runLink(run)
followAddress(window, runLink)

function runLink(until: number): void {
  if (useExperiment.getState().experiment.sweep) client.startSweep()
  else client.trainTo(until)
}
