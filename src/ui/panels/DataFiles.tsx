import { formatStep } from '../plot/format.ts'
import { useRef } from 'react'
import { useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'

/** How many examples there are, and the way to bring one's own. */
export function DataFiles() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="data-files">
      <Counts />
      <button
        type="button"
        className="link-button"
        title="A table as CSV or TSV, or IDX images and labels together; gzipped or not, up to 200 MB. They can also be dropped anywhere on the page, and a table pasted."
        onClick={() => input.current?.click()}
      >
        Open files…
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Own files"
        onChange={(event) => {
          client.readFiles([...(event.target.files ?? [])])
          // The same files chosen again should be read again.
          event.target.value = ''
        }}
      />
    </div>
  )
}

function Counts() {
  const train = useSession(({ data }) => sum(data?.trainCounts))
  const test = useSession(({ data }) => sum(data?.testCounts))
  return (
    <p className="counts">
      {train === null || test === null ? '\u00a0' : `${formatStep(train)} training, ${formatStep(test)} test`}
    </p>
  )
}

function sum(counts: readonly number[] | undefined): number | null {
  return counts ? counts.reduce((total, count) => total + count, 0) : null
}
