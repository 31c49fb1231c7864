import { useCallback } from 'react'
import type { PictureColors } from '../pictures/classColors.ts'
import { Picture } from '../pictures/Picture.tsx'
import { colorFilterPixels, mapPixels } from './mapColors.ts'

interface Props {
  /** [height × width × channels × pictures], or [height × width × pictures]. */
  readonly values: Float32Array
  readonly shape: readonly number[]
  /** As many as are shown, from the first. */
  readonly shown: number
  readonly largest: number
  /** What is seen, for who cannot see it. */
  readonly summary: string
}

/** Pictures of the numbers of one arm: maps, or filters, one beside the other on one scale. */
export function MapRow({ values, shape, shown, largest, summary }: Props) {
  return (
    <div className="map-row">
      <p className="unseen">{summary}</p>
      {Array.from({ length: shown }, (_, index) => (
        <Map key={index} values={values} shape={shape} index={index} largest={largest} />
      ))}
    </div>
  )
}

function Map({ values, shape, index, largest }: Pick<Props, 'values' | 'shape' | 'largest'> & { readonly index: number }) {
  const [height, width, ...rest] = shape
  const pictures = rest[rest.length - 1]
  const channels = rest.length > 1 ? rest[0] : 1
  const paint = useCallback(
    (context: CanvasRenderingContext2D, { ground, signs: [below, above] }: PictureColors) => {
      const cells = { width, height, apart: channels * pictures, first: index }
      const pixels = channels === 3 ? colorFilterPixels(values, cells, largest) : mapPixels(values, cells, largest, { ground, below, above })
      context.putImageData(new ImageData(pixels, width, height), 0, 0)
    },
    [values, width, height, channels, pictures, index, largest],
  )
  return <Picture className="map" width={width} height={height} paint={paint} />
}
