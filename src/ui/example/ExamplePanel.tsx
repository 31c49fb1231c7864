import type { DataSummary, ExampleRef, Life } from '../../engine/protocol.ts'
import type { Arm } from '../../experiment/index.ts'
import { nearest } from '../../store/history.ts'
import { useSession } from '../../store/session.ts'
import { dataOf } from '../../store/data.ts'
import { armName } from '../arms.ts'
import { formatStep, formatValue } from '../plot/format.ts'
import { Swatch } from '../plot/Legend.tsx'
import { useSessionInTurn } from '../plot/redraw.ts'
import { DataImage } from '../pictures/DataImage.tsx'
import { repeatName } from '../pictures/RepeatChoice.tsx'
import { ExampleChoice } from './ExampleChoice.tsx'
import { examplesOf } from './follow.ts'
import { livesOf, type Vote, votes } from './life.ts'

/** How often predictions change: texts that change faster cannot be read. */
const REST_MS = 250

/** Which example is followed, what it is, and what each arm takes it for. */
export function ExamplePanel() {
  const session = useSessionInTurn(REST_MS)
  const { life, repeats, moment, settings } = session
  const data = dataOf(session, life?.repeat)
  const tracked = useSession((session) => session.tracked)
  if (!data) return <div />
  const isThere = tracked && tracked.index < examplesOf(data, tracked.split)
  return (
    <section className="example" aria-label="The example">
      <ExampleChoice data={data} tracked={tracked} />
      {!tracked && (
        <p className="example-hint">
          {HINTS[data.points ? 'points' : data.images ? 'images' : 'none']}, to see how sure each arm is of its label, P
          <sub>t</sub>, from the first step on.
        </p>
      )}
      {tracked && !isThere && (
        <p className="example-hint">
          This data has no {SPLIT[tracked.split]} example {formatStep(tracked.index + 1)}: choose another number.
        </p>
      )}
      {isThere && (
        <div className="example-facts">
          <ExampleImage data={data} example={tracked} />
          <Facts data={data} example={tracked} life={life} />
          {life && <Predictions data={data} life={life} repeats={repeats} moment={moment} settings={settings} />}
        </div>
      )}
    </section>
  )
}

const SPLIT = { test: 'test', train: 'training' } as const

const HINTS = {
  points: 'Click a point on a decision surface, or choose an example by its number',
  images: 'Click one of the test images, or choose an example by its number',
  none: 'Choose an example by its number',
} as const

interface ExampleProps {
  readonly data: DataSummary
  readonly example: ExampleRef
}

/** The page has all test images, of the training images a few samples only. */
function ExampleImage({ data: { images }, example: { split, index } }: ExampleProps) {
  if (!images || split !== 'test') return null
  return <DataImage label={`Test image ${index + 1}`} shape={images} pixels={images.test} index={index} />
}

function Facts({ data, example: { split, index }, life }: ExampleProps & { readonly life: Life | null }) {
  const points = data.points?.[split]
  const isDrawn = points && index < points.labels.length
  return (
    <dl>
      <dt>label</dt>
      <dd>{life ? data.classNames[life.label] : '–'}</dd>
      {life && life.trueLabel !== life.label && (
        <>
          <dt>true label</dt>
          <dd>{data.classNames[life.trueLabel]} (label noise changed it)</dd>
        </>
      )}
      {points && (
        <>
          <dt>place</dt>
          <dd>
            {isDrawn
              ? `${formatValue(points.positions[2 * index])}, ${formatValue(points.positions[2 * index + 1])}`
              : 'not among the points drawn'}
          </dd>
        </>
      )}
    </dl>
  )
}

interface PredictionsProps {
  readonly data: DataSummary
  readonly life: Life
  readonly repeats: number
  readonly moment: number | null
  readonly settings: readonly Arm[]
}

function Predictions({ data, life, repeats: trained, moment, settings }: PredictionsProps) {
  const steps = Array.from(life.steps)
  const repeats = livesOf(life, trained)
  const entry = moment === null ? steps.length - 1 : nearest(steps, moment)
  if (entry < 0) return null
  const say = ({ predicted, repeats: agree }: Vote) =>
    repeats > 1 ? `${data.classNames[predicted]} in ${agree} of ${repeats}` : data.classNames[predicted]
  return (
    <div className="example-votes">
      <p>Predicted at step {formatStep(steps[entry])}{life.repeat !== undefined && ` in ${repeatName(life.repeat, trained)}`}</p>
      <ul>
        {votes(life, repeats, entry).map((found, arm) => (
          // Arms have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={arm}>
            <Swatch arm={arm} /> {armName(settings[arm], arm)}: {found.map(say).join(', ')}{' '}
            {found[0].predicted === life.label ? '✓' : '✗'}
          </li>
        ))}
      </ul>
    </div>
  )
}
