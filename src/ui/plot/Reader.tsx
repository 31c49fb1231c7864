interface Props {
  readonly label: string
  /** What is read there. */
  readonly text: string
  /** The last of the positions, from 0. */
  readonly last: number
  readonly value: number
  /** A position that is looked at; undefined once the keyboard leaves. */
  readonly onRead: (position: number | undefined) => void
}

/** Reads a chart by keyboard: an unseen slider over its plot, which the arrow keys move. */
export function Reader({ label, text, last, value, onRead }: Props) {
  return (
    <input
      className="chart-reader"
      type="range"
      aria-label={label}
      aria-valuetext={text}
      min={0}
      max={last}
      value={value}
      onChange={(event) => onRead(Number(event.target.value))}
      onBlur={() => onRead(undefined)}
    />
  )
}
