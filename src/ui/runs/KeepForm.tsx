import { type SyntheticEvent, useState } from 'react'
import { isSameFile, namesText } from '../../data/fingerprint.ts'
import { schema } from '../../experiment/index.ts'
import { keeper } from '../../store/kept.ts'
import { useKeptFiles } from '../../store/keptFiles.ts'
import { pack } from '../../store/packed.ts'
import { Select } from '../controls/Select.tsx'
import { armName } from '../arms.ts'
import { entryOf, presentSources, type Source } from './sources.ts'

/** Steps of each run that are kept: more than a plot has room for would show nothing. */
const KEPT_STEPS = 200
const LONGEST = 80

interface Props {
  readonly sources: readonly Source[]
}

/** Keeps the training or the sweep that the page shows, under a name. */
export function KeepForm({ sources }: Props) {
  const present = sources.filter(({ id }) => id === 'training' || id === 'sweep')
  const [chosen, setChosen] = useState('')
  const [name, setName] = useState('')
  const [said, setSaid] = useState('')
  const source = present.find(({ id }) => id === chosen) ?? present[0]
  const keep = async (event: SyntheticEvent) => {
    event.preventDefault()
    const newest = presentSources().find(({ id }) => id === source?.id)
    if (!newest) return
    const entry = entryOf(newest, name.trim() || suggestion(newest))
    const done = await keeper.keep(entry, { records: newest.records, points: pack(newest.points(KEPT_STEPS)) })
    if (done) setName('')
    setSaid(done ? `“${entry.name}” is kept.` : '')
  }
  if (!source) return <p className="popup-text">Train, and the runs can be kept here.</p>
  return (
    <form className="runs-keep" onSubmit={(event) => void keep(event)}>
      {present.length > 1 && (
        <Select label="What to keep" value={source.id} options={present.map(({ id, name }) => ({ value: id, label: name }))} onChange={setChosen} />
      )}
      <input
        className="runs-name"
        aria-label="Name to keep it under"
        maxLength={LONGEST}
        placeholder={suggestion(source)}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button">
        Keep
      </button>
      <output className="unseen">{said}</output>
      <Unkept file={source.experiment.data.file} />
    </form>
  )
}

/** Says that the own data of what is to be kept are not kept with it. */
function Unkept({ file }: { readonly file: string }) {
  const entries = useKeptFiles((kept) => kept.entries)
  if (file === '' || !entries || entries.some((entry) => isSameFile(entry.file, file))) return null
  return <p className="popup-text">Kept are its runs and its settings. Its data, {namesText(file)}, are not: they can be kept under “Data”.</p>
}

/** “Spirals: CE, Poly-1 ε₁ = 2” */
function suggestion({ kind, name, experiment }: Source): string {
  const data = schema.data.kind.options.find(({ value }) => value === experiment.data.kind)?.label ?? experiment.data.kind
  const what = kind === 'sweep' ? name.toLowerCase() : experiment.arms.map(armName).join(', ')
  return `${data}: ${what}`.slice(0, LONGEST)
}
