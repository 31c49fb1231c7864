import { useEffect, useRef, useState } from 'react'
import type { Framework } from '../../snippets/index.ts'
import { download } from '../download.ts'

const COPIED = 'Copied.'
const SHOWN_MS = 2000

interface Props {
  readonly framework: Framework
  readonly text: string
}

/** A file to copy or to download. */
export function Code({ framework: { label, file, type, command, imitated }, text }: Props) {
  const code = useRef<HTMLElement>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said !== COPIED) return
    const timer = setTimeout(() => setSaid(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(COPIED)
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setSaid('The browser does not let the page copy it. It is selected: copy it from here.')
    }
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it */}
      <section className="use-code" ref={code} tabIndex={0} aria-label={`The loss for ${label}`}>
        <pre>{text}</pre>
      </section>
      <div className="use-actions">
        <button type="button" className="button primary" onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" className="button" onClick={() => download(new Blob([text], { type }), file)}>
          Download
        </button>
        <output>{said}</output>
      </div>
      <p className="popup-text">
        <code>{command}</code> checks it against five numbers of this page.
        {imitated && ` It was tested with a stand-in for the functions of ${label} that it uses, not with ${label} itself.`}
      </p>
    </>
  )
}
