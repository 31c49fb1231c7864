import { formatSize } from './maps.ts'
import { rangeOf } from './mapColors.ts'

interface Props {
  readonly values: readonly Float32Array[]
  readonly largest: number
  /** Of red, green and blue, with mid-grey for 0. */
  readonly isColor: boolean
}

/** What the colours stand for, and how far the numbers go. */
export function MapScale({ values, largest, isColor }: Props) {
  const [least] = rangeOf(values)
  const isSigned = least < 0
  if (isColor) return <span className="map-scale">mid-grey is 0, ends ± {formatSize(largest)}</span>
  return (
    <span className="map-scale">
      {isSigned ? `−${formatSize(largest)}` : '0'}
      <i data-signed={isSigned || undefined} />
      {formatSize(largest)}
    </span>
  )
}
