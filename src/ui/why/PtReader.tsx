import { Reader } from '../plot/Reader.tsx'
import { useWhy } from './why.ts'

interface Props {
  readonly name: string
  /** The P_t that is looked at. */
  readonly at: number
  /** The values there. */
  readonly text: string
}

const POSITIONS = 100

/** Reads the plots by keyboard: the arrow keys move P_t, leaving returns to its mean. */
export function PtReader({ name, at, text }: Props) {
  return (
    <Reader
      label={`${name}, P_t to read`}
      text={`P_t ${at.toFixed(2)}: ${text}`}
      last={POSITIONS}
      value={Math.round(at * POSITIONS)}
      onRead={(position) => useWhy.setState({ pt: position === undefined ? undefined : position / POSITIONS })}
    />
  )
}
