import { checkReceipt, receiptOf, RECEIPT_KEY } from '../experiment/receipt.ts'
import { isSampled } from './measured.ts'
import { say } from './messages.ts'
import { definedNow } from './planned.ts'
import { useSession } from './session.ts'

let stop = () => {}

/** What the portable engine measured where training rests; null while it does not, and where another engine trains. */
function measured(): { readonly step: number; readonly numbers: Float32Array | null } | null {
  const { state, latest, history, engine } = useSession.getState()
  const frame = history.frames - 1
  // Where Pause was pressed, the frame at rest may still be on its way.
  if (state !== 'paused' || !latest || latest.step === 0 || frame < 0 || isSampled(history, frame)) return null
  return { step: latest.step, numbers: engine?.name === 'wasm' ? history.measurements(frame) : null }
}

/** The receipt of what the page shows at rest, as a pair of a link; null where there is none. */
export function receiptNow(): string | null {
  const found = measured()
  return found?.numbers && definedNow().isWhole ? `${RECEIPT_KEY}=${receiptOf(found.numbers)}` : null
}

/** Says, once the step of a link is trained, whether its numbers are those of its receipt; an earlier one is waited for no longer. */
export function awaitReceipt(sum: string | undefined, run: number | undefined): void {
  stop()
  if (sum === undefined) return
  if (run === undefined) {
    say({ place: 'link', level: 'warning', text: `“${RECEIPT_KEY}” is a receipt of a step that the link does not name (run=), and was ignored.` })
    return
  }
  stop = useSession.subscribe(() => {
    const found = measured()
    if (!found || found.step < run) return
    stop()
    if (found.step > run) return
    const { isSame, text } = checkReceipt(sum, found.numbers)
    say({ place: 'training', level: isSame ? 'info' : 'warning', text: isSame ? `${text} Step ${run.toLocaleString('en')} has the numbers of the link’s receipt.` : text })
  })
}
