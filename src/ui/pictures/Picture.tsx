import { useLayoutEffect, useRef } from 'react'
import { useTheme } from '../theme.ts'
import { type PictureColors, pictureColors } from './classColors.ts'

interface Props {
  /** What is to be seen, in a sentence; without it the picture is hidden from who cannot see it. */
  readonly label?: string
  readonly className: string
  /** Pixels across and down. */
  readonly width: number
  readonly height: number
  /** Paints everything anew, in pixels of the canvas. Kept the same while nothing changes. */
  readonly paint: (context: CanvasRenderingContext2D, colors: PictureColors) => void
}

/** A canvas that is painted again when what it shows, its size or the theme changes. */
export function Picture({ label, className, width, height, paint }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const dark = useTheme((theme) => theme.dark)
  // Asking for computed colours is dear; they change with the theme only.
  const known = useRef<{ readonly dark: boolean; readonly colors: PictureColors }>(null)
  useLayoutEffect(() => {
    const canvas = ref.current
    // On the processor: a software GPU busy with training would hold the page up.
    const context = canvas?.getContext('2d', { willReadFrequently: true })
    if (!canvas || !context) return
    context.clearRect(0, 0, width, height)
    context.save()
    if (known.current?.dark !== dark) known.current = { dark, colors: pictureColors(canvas) }
    paint(context, known.current.colors)
    context.restore()
  }, [width, height, paint, dark])
  if (label === undefined) return <canvas ref={ref} className={className} width={width} height={height} aria-hidden="true" />
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot be painted
    <canvas ref={ref} className={className} width={width} height={height} role="img" aria-label={label} />
  )
}
