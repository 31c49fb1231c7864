import { useCallback } from 'react'
import type { PictureColors } from './classColors.ts'
import { Picture } from './Picture.tsx'

interface Props {
  readonly label: string
  readonly width: number
  readonly height: number
  /** Grey bytes of many images in a row; `index` says which. */
  readonly pixels: Uint8Array
  readonly index: number
}

/** One image of the data, in ink on the background, pixel for pixel. */
export function GreyImage({ label, width, height, pixels, index }: Props) {
  const paint = useCallback(
    (context: CanvasRenderingContext2D, { ink }: PictureColors) => {
      const image = new ImageData(width, height)
      const start = index * width * height
      for (let i = 0; i < width * height; i++) image.data.set([...ink, pixels[start + i]], 4 * i)
      context.putImageData(image, 0, 0)
    },
    [width, height, pixels, index],
  )
  return <Picture className="grey-image" label={label} width={width} height={height} paint={paint} />
}
