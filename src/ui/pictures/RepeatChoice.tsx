import { useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'

/** Chooses the repeat that the pictures show, where there is more than one. */
export function RepeatChoice() {
  const repeats = useSession((session) => session.repeats)
  const watched = useSession((session) => session.watched)
  if (repeats < 2) return null
  return (
    <label className="repeat-choice">
      Repeat{' '}
      <select value={watched} onChange={(event) => client.watch(Number(event.target.value))}>
        {Array.from({ length: repeats }, (_, repeat) => (
          <option key={repeat} value={repeat}>
            {repeat + 1}
          </option>
        ))}
      </select>{' '}
      of {repeats}
    </label>
  )
}
