import { useRef } from 'react'
import { client } from '../store/start.ts'

interface Props {
  readonly text: string
  readonly title?: string
  /** The accessible name of the input that takes the files. */
  readonly name: string
}

/** The way to bring own files. */
export function ChooseFiles({ text, title, name }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="link-button" title={title} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={name}
        onChange={(event) => {
          client.readFiles([...(event.target.files ?? [])])
          // The same files chosen again should be read again.
          event.target.value = ''
        }}
      />
    </>
  )
}
