import { currentStep } from '../../store/course.ts'
import { withoutMark } from '../../store/marks.ts'
import { definedNow } from '../../store/planned.ts'
import { type Mark, useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'
import { formatStep } from './format.ts'

/** What is marked on the time axis, in words; each change can be taken out, and all is trained again without it. */
export function ChangeList() {
  const marks = useSession((session) => session.marks)
  if (marks.length === 0) return null
  const { isWhole } = definedNow()
  return (
    <ul className="change-list" aria-label="Changes while training">
      {marks.map((mark, i) => (
        // Several marks may share a step and a text.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          step {formatStep(mark.step)}: {mark.text}{' '}
          {mark.of && isWhole && (
            <button type="button" className="link-button" onClick={() => takeOut(mark)} aria-label={`Remove the change at step ${formatStep(mark.step)}: ${mark.text}`}>
              Remove
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function takeOut(mark: Mark): void {
  client.goBack({ experiment: withoutMark(definedNow().experiment, mark), step: currentStep() })
}
