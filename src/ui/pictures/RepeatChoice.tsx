import type { DataSummary } from '../../engine/protocol.ts'
import { useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'
import { Select } from '../controls/Select.tsx'
import { Segmented } from '../plot/Segmented.tsx'

/** Up to so many repeats have a button each. */
const MOST_BUTTONS = 8

/** Chooses the repeat that the pictures show, where there is more than one. */
export function RepeatChoice() {
  const repeats = useSession((session) => session.repeats)
  const watched = useSession((session) => session.watched)
  if (repeats < 2) return null
  const numbers = Array.from({ length: repeats }, (_, repeat) => String(repeat + 1))
  const options = numbers.map((number) => ({ value: number, label: number }))
  return (
    <div className="repeat-choice">
      {repeats <= MOST_BUTTONS ? (
        <>
          <span aria-hidden="true">Repeat</span>
          <Segmented
            label="Repeat"
            value={String(watched + 1)}
            options={options}
            onChange={(number) => client.watch(Number(number) - 1)}
          />
        </>
      ) : (
        <label>
          Repeat{' '}
          <Select className="" value={String(watched + 1)} options={options} onChange={(number) => client.watch(Number(number) - 1)} />{' '}
          of {repeats}
        </label>
      )}
    </div>
  )
}

/** “, drawn by repeat 3”, where each repeat draws its own data; empty where they share it. */
export function drawnBy({ repeat }: Pick<DataSummary, 'repeat'>): string {
  return repeat === undefined ? '' : `, drawn by repeat ${repeat + 1}`
}

/** “repeat 1 of 4”, for a picture of one of several; empty where there is only one. */
export function repeatName(repeat: number, repeats: number): string {
  return repeats > 1 ? `repeat ${repeat + 1} of ${repeats}` : ''
}
