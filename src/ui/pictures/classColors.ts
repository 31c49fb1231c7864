import { MAX_ARMS } from '../../experiment/index.ts'

/** How many class colours there are; with more classes they come round again. */
const CLASS_COLORS = 10

/** Red, green and blue, 0–255. */
export type Rgb = readonly [number, number, number]

/** The colours that a picture is painted with. */
export interface PictureColors {
  readonly classes: readonly Rgb[]
  readonly arms: readonly Rgb[]
  readonly ground: Rgb
  readonly ink: Rgb
}

/** The colour of a class, wherever it is a fill. */
export function classColor(index: number): string {
  return `var(--class-${index % CLASS_COLORS})`
}

/** Reads the colours of the theme in use from an element. */
export function pictureColors(element: Element): PictureColors {
  const style = getComputedStyle(element)
  const read = (name: string) => parseRgb(style.getPropertyValue(name))
  return {
    classes: Array.from({ length: CLASS_COLORS }, (_, index) => read(`--class-${index}`)),
    arms: Array.from({ length: MAX_ARMS }, (_, arm) => read(`--arm-${arm}`)),
    ground: read('--ground'),
    ink: read('--ink'),
  }
}

/** The channels of a computed colour, “rgb(18, 20, 24)”. */
export function parseRgb(color: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

/** As CSS writes it. */
export function cssRgb([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`
}
