import { formatStep } from '../plot/format.ts'
import { useSession } from '../../store/session.ts'
import { useExperiment } from '../../store/experiment.ts'
import { client } from '../../store/start.ts'
import { ChooseFiles } from '../ChooseFiles.tsx'
import { takeClipboard } from '../ownData/pasted.ts'

/** How many examples there are, and the way to bring one's own. */
export function DataFiles() {
  return (
    <div className="data-files">
      <Counts />
      <ColumnsButton />
      <button type="button" className="link-button paste-button" onClick={() => void takeClipboard()}>
        Paste a table
      </button>
      <ChooseFiles
        text="Open files…"
        title="A table as CSV or TSV, IDX images and labels together, or CIFAR-10 or CIFAR-100 as binary files or as their archive; gzipped or not, images up to 64 × 64 pixels, grey or in colour, 200 MB in all. They can also be dropped anywhere on the page, and a table pasted."
        name="Own files"
      />
    </div>
  )
}

/** Where the data are a table: its columns can be chosen anew. */
function ColumnsButton() {
  const isTable = useSession(({ data }) => data !== null && !data.images)
  const isOwn = useExperiment(({ experiment }) => experiment.data.kind === 'dropped')
  if (!isOwn || !isTable) return null
  return (
    <button type="button" className="link-button" onClick={() => client.lookAtTable()}>
      Columns…
    </button>
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
