import { bytesText, fileText, hashOf, isSameFile } from '../../data/fingerprint.ts'
import { useExperiment } from '../../store/experiment.ts'
import { fileKeeper, useKeptFiles } from '../../store/keptFiles.ts'
import { useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'

/** The own files that the experiment is on: which they are, and whether this browser keeps them. */
export function OwnFile() {
  const { kind, file } = useExperiment(({ experiment }) => experiment.data)
  const isMissing = useSession(({ state, inHand }) => state === 'failed' && !isSameFile(file, inHand))
  if (kind !== 'dropped' || file === '') return null
  return (
    <section className="own-file" aria-label="Own data">
      <p>{fileText(file)}</p>
      {!isMissing && <Keeping file={file} />}
      <p className="own-note">It is read in this browser and sent nowhere. Links name it, with size and rows and a short hash; they do not carry it.</p>
    </section>
  )
}

function Keeping({ file }: { readonly file: string }) {
  const hash = hashOf(file) ?? ''
  const kept = useKeptFiles(({ entries }) => entries?.find((entry) => entry.hash === hash))
  return (
    <p className="own-keeping">
      <output>{kept ? `Kept in this browser (${bytesText(kept.bytes)}).` : 'Not kept: a reload asks for it again.'}</output>{' '}
      {kept ? (
        <button type="button" className="link-button" onClick={() => void forget(hash, file)}>
          Forget it
        </button>
      ) : (
        <button type="button" className="link-button" onClick={() => void fileKeeper.keep(file, client.filesOf(file))}>
          Keep it in this browser
        </button>
      )}
    </p>
  )
}

/** Deletes kept files; those in use stay at hand as long as the page. */
export async function forget(hash: string, file: string): Promise<void> {
  const files = await fileKeeper.forget(hash)
  if (files) client.rememberFiles(file, files)
}
