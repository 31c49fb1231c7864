import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'

/** Where things are in a chart, in pixels. */
export interface PlotScale {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** The scales of the recharts chart around; undefined until it has been laid out. */
export function usePlotScale(): PlotScale | undefined {
  const x = useXAxisScale()
  const y = useYAxisScale()
  const area = usePlotArea()
  if (!x || !y || !area) return undefined
  return { x: (value) => x(value) ?? 0, y: (value) => y(value) ?? 0, area }
}
