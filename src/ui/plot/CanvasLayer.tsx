import { useLayoutEffect, useRef } from 'react'
import { useTheme } from '../theme.ts'
import { MAX_ARMS } from '../../experiment/index.ts'
import type { PlotSize } from './usePlotSize.ts'

/** Colours as the canvas needs them. */
export interface Palette {
  readonly arms: readonly string[]
  readonly ground: string
  readonly hairline: string
}

interface Props {
  readonly size: PlotSize
  /** Paints everything anew, in CSS pixels. Kept the same while nothing changes. */
  readonly paint: (context: CanvasRenderingContext2D, palette: Palette) => void
}

/** What each canvas shows, to be drawn once more elsewhere. */
const paintings = new WeakMap<HTMLCanvasElement, (context: CanvasRenderingContext2D) => void>()

/** How a canvas layer was painted last, in CSS pixels; undefined for any other canvas. */
export function paintingOn(canvas: HTMLCanvasElement): ((context: CanvasRenderingContext2D) => void) | undefined {
  return paintings.get(canvas)
}

/** What moves while training, over the axes: a canvas redraws in less than a millisecond, an SVG in tens. */
export function CanvasLayer({ size, paint }: Props) {
  const ref = useRef<HTMLCanvasElement>(null)
  const dark = useTheme((theme) => theme.dark)
  // Asking for computed colours is dear; they change with the theme only.
  const known = useRef<{ readonly dark: boolean; readonly palette: Palette }>(null)
  const { width, height } = size
  useLayoutEffect(() => {
    const canvas = ref.current
    // On the processor: a software GPU, busy with training, takes a fifth of a second for a few dashed lines.
    const context = canvas?.getContext('2d', { willReadFrequently: true })
    if (!canvas || !context) return
    const ratio = window.devicePixelRatio
    const pixels = [Math.round(width * ratio), Math.round(height * ratio)]
    if (canvas.width !== pixels[0]) canvas.width = pixels[0]
    if (canvas.height !== pixels[1]) canvas.height = pixels[1]
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    context.save()
    if (known.current?.dark !== dark) known.current = { dark, palette: palette(canvas) }
    const { palette: colors } = known.current
    paintings.set(canvas, (other) => paint(other, colors))
    paint(context, colors)
    context.restore()
  }, [width, height, paint, dark])
  return <canvas ref={ref} className="chart-canvas" style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />
}

function palette(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = (name: string) => style.getPropertyValue(name)
  return {
    arms: Array.from({ length: MAX_ARMS }, (_, arm) => color(`--arm-${arm}`)),
    ground: color('--ground'),
    hairline: color('--hairline'),
  }
}
