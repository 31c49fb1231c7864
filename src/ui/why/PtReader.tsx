import { useWhy } from './why.ts'

interface Props {
  readonly name: string
  /** The P_t that is looked at. */
  readonly at: number
  /** The values there. */
  readonly text: string
}

/** Reads the plots by keyboard: the arrow keys move P_t, leaving returns to its mean. */
export function PtReader({ name, at, text }: Props) {
  return (
    <input
      className="chart-reader"
      type="range"
      aria-label={`${name}, P_t to read`}
      aria-valuetext={`P_t ${at.toFixed(2)}: ${text}`}
      min={0}
      max={1}
      step={0.01}
      value={at}
      onChange={(event) => useWhy.setState({ pt: Number(event.target.value) })}
      onBlur={() => useWhy.setState({ pt: undefined })}
    />
  )
}
