import type { CSSProperties } from 'react'
import { showLive, showMoment, shownFrame } from '../../store/moment.ts'
import { useSession } from '../../store/session.ts'
import { formatStep } from '../plot/format.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import './scrubber.css'

/** Goes back to any kept frame: all that the page shows is of the step at the thumb, until Live. */
export function Scrubber() {
  const { history } = useSessionInTurn()
  // At once: the next key goes on from where the thumb is.
  const moment = useSession((session) => session.moment)
  const frame = shownFrame({ history, moment })
  const last = Math.max(0, history.frames - 1)
  const step = formatStep(frame < 0 ? 0 : history.step(frame))
  const live = moment === null
  return (
    <div className="scrubber">
      <span aria-hidden="true">Moment</span>
      <div className="scrubber-rail" style={{ '--at': last > 0 ? Math.max(0, frame) / last : 1 } as CSSProperties}>
        <output aria-hidden="true" data-live={live || undefined}>
          step {step}
        </output>
        <input
          type="range"
          aria-label="Moment"
          aria-valuetext={`Step ${step}`}
          min={0}
          max={Math.max(1, last)}
          value={last > 0 ? Math.max(0, frame) : 1}
          disabled={last === 0}
          onChange={(event) => showMoment(history.step(Number(event.target.value)))}
        />
      </div>
      <button type="button" className="button" disabled={live} onClick={showLive}>
        Live
      </button>
    </div>
  )
}
