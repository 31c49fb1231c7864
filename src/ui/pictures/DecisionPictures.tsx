import type { CSSProperties } from 'react'
import { datasetOf } from '../../data/catalogue.ts'
import { useExperiment } from '../../store/experiment.ts'
import { shownFrame } from '../../store/moment.ts'
import { type Session, useSession } from '../../store/session.ts'
import { dataOf } from '../../store/data.ts'
import { formatStep } from '../plot/format.ts'
import { usePlotSize } from '../plot/usePlotSize.ts'
import { openBoard } from '../drawing/drawing.ts'
import { Term } from '../controls/Term.tsx'
import { bestColumns } from './bestColumns.ts'
import { DecisionSurface } from './DecisionSurface.tsx'
import { MOST_TEST, MOST_TRAIN, stride } from './paintPoints.ts'
import { RepeatChoice, repeatName } from './RepeatChoice.tsx'

const GAP = 0.75
/** Of the name, and of the accuracies where there are several repeats. */
const CAPTION = 1.8
const ACCURACIES = 1.4

/** For 2-D data: what each arm has learned, side by side. */
export function DecisionPictures() {
  const arms = useExperiment((state) => state.experiment.arms.length)
  const repeats = useSession((session) => session.repeats)
  const [ref, room] = usePlotSize<HTMLDivElement>()
  const grid = room && bestColumns(arms, room.width, room.height, GAP * room.em, (CAPTION + (repeats > 1 ? ACCURACIES : 0)) * room.em)
  return (
    <section className="decisions" aria-label="What each arm has learned">
      <div className="decisions-head">
        <h3>
          <Term of="surface">Decision surfaces</Term>
        </h3>
        <RepeatChoice />
      </div>
      <div className="decisions-room" ref={ref}>
        {/* On a wide page they fill the height that there is, elsewhere they follow each other. */}
        <div
          className="decisions-grid"
          style={grid && ({ '--columns': grid.columns, '--side': `${grid.side}px` } as CSSProperties)}
        >
          {Array.from({ length: arms }, (_, arm) => (
            <DecisionSurface key={arm} arm={arm} />
          ))}
        </div>
      </div>
      <div className="decisions-foot">
        <Key />
        <DrawOn />
      </div>
    </section>
  )
}

/** The way to the drawing board: with what is drawn, or with the points of the set that is shown. */
function DrawOn() {
  const kind = useExperiment(({ experiment }) => experiment.data.kind)
  const isDrawn = kind === 'points'
  if (!isDrawn && !datasetOf(kind).plane) return null
  return (
    <button type="button" className="link-button draw-on" title={isDrawn ? undefined : 'Draw your own points, beginning with these'} onClick={openBoard}>
      Draw
    </button>
  )
}

function Key() {
  const data = useSession((session) => dataOf(session, shownRepeat(session)))
  const points = data?.points
  if (!points) return null
  const of = (kind: string, known: number, counts: readonly number[], most: number) => {
    const drawn = Math.ceil(known / stride(known, most))
    const count = counts.reduce((sum, ofClass) => sum + ofClass, 0)
    return drawn < count ? `${kind}, ${formatStep(drawn)} of ${formatStep(count)}` : kind
  }
  const signs = [
    { sign: <circle cx="5" cy="5" r="3.2" />, text: of('training', points.train.labels.length, data.trainCounts, MOST_TRAIN) },
    { sign: <path className="outlined" d="M5 0.8 9.2 5 5 9.2 0.8 5Z" />, text: of('test', points.test.labels.length, data.testCounts, MOST_TEST) },
    { sign: <path className="cross" d="M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5" />, text: 'wrong' },
  ]
  return (
    <ul className="decisions-key">
      {signs.map(({ sign, text }) => (
        <li key={text}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            {sign}
          </svg>
          {text}
        </li>
      ))}
      <li>the stronger the tint, the surer</li>
      <li>click a point to follow it</li>
      <ShownRepeat />
    </ul>
  )
}

/** A moment of the past may have been kept of another repeat than the one chosen now. */
function ShownRepeat() {
  const repeats = useSession((session) => session.repeats)
  const repeat = useSession(shownRepeat)
  return repeats > 1 && <li>{repeatName(repeat, repeats)}</li>
}

function shownRepeat(session: Session): number {
  const frame = shownFrame(session)
  return frame < 0 ? session.watched : session.history.pictures(frame).repeat
}
