import { followAddress, loadAddress } from './address.ts'
import { Client } from './client.ts'
import { recordTrials } from './lastGood.ts'
import { forgetChanges } from './undo.ts'

const run = loadAddress(window)
forgetChanges()
recordTrials()

/** The page's one connection to its engine, opened with what the address names. */
export const client = new Client()

// A link trains only where it says so.
if (run !== undefined) client.trainTo(run)
followAddress(window, (until) => client.trainTo(until))
