import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactNode, useId } from 'react'
import { type Entry, GLOSSARY, type TermId } from '../glossary.ts'
import { handle } from './helpHandle.ts'

interface Props {
  readonly of: TermId
  readonly children: ReactNode
}

interface ExplainedProps {
  readonly text: string
  /** The word of `text` that is explained, where it is in it. */
  readonly word: string
  readonly of: TermId
}

/** A text made elsewhere, with one of its words explained. */
export function Explained({ text, word, of }: ExplainedProps) {
  const at = text.indexOf(word)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <Term of={of}>{word}</Term>
      {text.slice(at + word.length)}
    </>
  )
}

/** A word that explains itself on hover, focus and tap. */
export function Term({ of, children }: Props) {
  const id = useId()
  const { text, formula }: Entry = GLOSSARY[of]
  return (
    <Tooltip.Trigger
      id={id}
      handle={handle}
      payload={{ text, formula, side: 'bottom' }}
      delay={300}
      closeOnClick={false}
      className="term"
      aria-description={text}
      // A finger does not hover.
      onClick={() => handle.open(id)}
    >
      {children}
    </Tooltip.Trigger>
  )
}
