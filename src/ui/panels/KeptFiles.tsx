import { useEffect } from 'react'
import { bytesText, fileText, isSameFile, namesText } from '../../data/fingerprint.ts'
import { countText } from '../../experiment/text.ts'
import { chooseFile, useExperiment } from '../../store/experiment.ts'
import { fileKeeper, useKeptFiles } from '../../store/keptFiles.ts'
import { forget } from './OwnFile.tsx'

/** The own files that this browser keeps beside those in use: use them again, or delete them. */
export function KeptFiles() {
  const { entries, fault } = useKeptFiles()
  const inUse = useExperiment(({ experiment: { data } }) => (data.kind === 'dropped' ? data.file : ''))
  useEffect(() => void fileKeeper.read(), [])
  const others = entries?.filter(({ file }) => !isSameFile(file, inUse)) ?? []
  const bytes = others.reduce((sum, entry) => sum + entry.bytes, 0)
  return (
    <>
      {fault && (
        <p className="kept-fault" role="alert">
          {fault}
        </p>
      )}
      {others.length > 0 && (
        <details className="kept-files">
          <summary>
            {countText(others.length, inUse ? 'other kept file' : 'kept file')}, {bytesText(bytes)}
          </summary>
          <ul aria-label="Files kept in this browser">
            {others.map(({ hash, file }) => (
              <li key={hash}>
                {fileText(file)}{' '}
                <button type="button" className="link-button" aria-label={`Use ${namesText(file)}`} onClick={() => chooseFile(file)}>
                  Use
                </button>{' '}
                <button type="button" className="link-button" aria-label={`Forget ${namesText(file)}`} onClick={() => void forget(hash, file)}>
                  Forget
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
