import { MAX_ARMS } from '../../experiment/index.ts'

/** How many class colours there are; with more classes they come round again. */
const CLASS_COLORS = 10

/** Red, green and blue, 0–255. */
export type Rgb = readonly [number, number, number]

/** The colours that a picture is painted with. */
export interface PictureColors {
  readonly classes: readonly Rgb[]
  readonly arms: readonly Rgb[]
  /** The ends of a scale about 0: below it, and above. */
  readonly signs: readonly [Rgb, Rgb]
  readonly ground: Rgb
  readonly ink: Rgb
}

/** The colour of a class, wherever it is a fill. */
export function classColor(index: number): string {
  return `var(--class-${index % CLASS_COLORS})`
}

/**
 * Which colour each class of a set has: classes that are named by digits that of their number, so that class 4 of a
 * drawing keeps its colour while there is no class 3; others that of their place.
 */
export function colorPlaces(classNames: readonly string[]): readonly number[] {
  const isNumbered = classNames.every((name) => /^\d$/.test(name))
  return classNames.map((name, index) => (isNumbered ? Number(name) : index % CLASS_COLORS))
}

/** Gives the colours of a set's classes in its order, and the same object again as long as nothing differs. */
export function createClassColors(): (colors: PictureColors, classNames: readonly string[]) => PictureColors {
  let known: { readonly colors: PictureColors; readonly classNames: readonly string[]; readonly own: PictureColors } | undefined
  return (colors, classNames) => {
    if (known?.colors === colors && known.classNames === classNames) return known.own
    const own = { ...colors, classes: colorPlaces(classNames).map((place) => colors.classes[place]) }
    known = { colors, classNames, own }
    return own
  }
}

/** Reads the colours of the theme in use from an element. */
export function pictureColors(element: Element): PictureColors {
  const style = getComputedStyle(element)
  const read = (name: string) => parseRgb(style.getPropertyValue(name))
  return {
    classes: Array.from({ length: CLASS_COLORS }, (_, index) => read(`--class-${index}`)),
    arms: Array.from({ length: MAX_ARMS }, (_, arm) => read(`--arm-${arm}`)),
    signs: [read('--below'), read('--above')],
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
