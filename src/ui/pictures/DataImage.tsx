import { useCallback } from 'react'
import type { ImageShape } from '../../data/dataset.ts'
import type { PictureColors } from './classColors.ts'
import { imagePixels } from './imagePixels.ts'
import { Picture } from './Picture.tsx'

/** Pixels across or down from which an image is shown smaller than it is, beside others. */
const LARGE = 32

interface Props {
  readonly label: string
  readonly shape: ImageShape
  /** Bytes of many images of this shape in a row; `index` says which. */
  readonly pixels: Uint8Array
  readonly index: number
}

/** One image of the data, pixel for pixel: a grey one in ink on the background, one in colour as it is. */
export function DataImage({ label, shape: { width, height, channels }, pixels, index }: Props) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D, { ink }: PictureColors) => {
      const size = width * height * channels
      const own = pixels.subarray(index * size, (index + 1) * size)
      context.putImageData(new ImageData(imagePixels(own, channels, ink), width, height), 0, 0)
    },
    [width, height, channels, pixels, index],
  )
  const className = Math.max(width, height) < LARGE ? 'data-image' : 'data-image large'
  return <Picture className={className} label={label} width={width} height={height} paint={paint} />
}
