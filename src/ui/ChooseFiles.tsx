import { useRef } from 'react'
import { client } from '../store/start.ts'

/** The way to bring the own files that the experiment waits for. */
export function ChooseFiles() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="link-button" onClick={() => input.current?.click()}>
        Choose files…
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files that the experiment is on"
        onChange={(event) => {
          client.readFiles([...(event.target.files ?? [])])
          // The same files chosen again should be read again.
          event.target.value = ''
        }}
      />
    </>
  )
}
