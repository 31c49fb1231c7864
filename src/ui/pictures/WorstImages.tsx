import type { DataSummary, WorstImages as Worst } from '../../engine/protocol.ts'
import { useSession } from '../../store/session.ts'
import { dataOf } from '../../store/data.ts'
import { sampleText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../plot/Legend.tsx'
import { useSessionInTurn } from '../plot/redraw.ts'
import { formatPt } from '../example/formatPt.ts'
import { follow } from '../example/follow.ts'
import { DataImage } from './DataImage.tsx'
import { RepeatChoice, repeatName } from './RepeatChoice.tsx'

/** How often they change: a picture that is gone at once cannot be looked at. */
const REST_MS = 500

/** For image data: the test images that each arm gives the smallest P_t. */
export function WorstImages() {
  const session = useSessionInTurn(REST_MS)
  const { history, frame, repeats, settings } = session
  const pictures = frame < 0 ? undefined : history.pictures(frame)
  const worst = pictures?.worst
  const data = dataOf(session, pictures?.repeat)
  if (!data?.images) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <section className="worst" aria-label="What each arm gets most wrong" tabIndex={0}>
      <div className="decisions-head">
        <h3>
          Test images with the smallest P<sub>t</sub>
        </h3>
        <RepeatChoice />
      </div>
      {worst && (
        <p className="picture-hint">
          {[repeatName(pictures?.repeat ?? 0, repeats) || 'n = 1', sampleText(session, 'test', frame), 'choose an image to follow it'].filter(Boolean).join(' · ')}
        </p>
      )}
      {worst ? (
        worst.map((images, arm) => (
          // Arms have no other identity than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={arm}>
            <h4>
              <Swatch arm={arm} />
              {armName(settings[arm], arm)}
            </h4>
            <WorstOfArm data={data} worst={images} />
          </div>
        ))
      ) : (
        <p className="picture-hint">Press Train to see what each arm gets most wrong.</p>
      )}
    </section>
  )
}

function WorstOfArm({ data, worst }: { readonly data: DataSummary; readonly worst: Worst }) {
  const tracked = useSession((session) => (session.data?.repeat === data.repeat ? session.tracked : null))
  const { images, classNames } = data
  if (!images) return null
  return (
    <div className="image-grid">
      {Array.from(worst.index, (index, rank) => {
        const label = classNames[images.testLabels[index]]
        const predicted = classNames[worst.predicted[rank]]
        return (
          <figure key={index}>
            <button
              type="button"
              className="image-button"
              aria-pressed={tracked?.split === 'test' && tracked.index === index}
              onClick={() => follow({ split: 'test', index }, data)}
            >
              <DataImage label={`Test image ${index + 1} of ${label}, predicted ${predicted}`} shape={images} pixels={images.test} index={index} />
            </button>
            <figcaption>
              <span>
                {label} → {predicted}
              </span>
              <span>
                P<sub>t</sub> {formatPt(worst.pt[rank])}
              </span>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
