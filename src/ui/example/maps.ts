import type { Maps } from '../../engine/protocol.ts'
import { countText, minus } from '../../experiment/text.ts'
import { rangeOf } from './mapColors.ts'

/** Pictures of one kind: the maps after a layer, or the filters of the first. */
export interface MapBlock {
  readonly kind: 'map' | 'filter'
  readonly title: string
  /** Its pictures are the last of it. */
  readonly shape: readonly number[]
  /** Of each arm. */
  readonly values: readonly Float32Array[]
  readonly isColor: boolean
}

/** What is drawn, from the image to the classes: the first filters, then the maps after each layer. */
export function mapBlocks({ shapes, filterShape, arms }: Maps): readonly MapBlock[] {
  const [size, , channels, filters] = filterShape
  return [
    {
      kind: 'filter',
      title: `${countText(filters, 'filter')} of layer 1, ${size} × ${size}`,
      shape: filterShape,
      values: arms.map((arm) => arm.filters),
      isColor: channels === 3,
    },
    ...shapes.map((shape, layer): MapBlock => {
      const [height, width, maps] = shape
      return {
        kind: 'map',
        title: `${countText(maps, 'map')} after layer ${layer + 1}, ${height} × ${width}`,
        shape,
        values: arms.map(({ layers }) => layers[layer]),
        isColor: false,
      }
    }),
  ]
}

/** The pictures of one arm in words: “8 maps after layer 1, 14 × 14: from 0 to 1.2, strongest in map 3”. */
export function summaryOf({ kind, title, shape }: Pick<MapBlock, 'kind' | 'title' | 'shape'>, values: Float32Array): string {
  const pictures = shape[shape.length - 1]
  const [least, greatest] = rangeOf([values])
  const strongest = values.findIndex((value) => Math.abs(value) === Math.max(-least, greatest))
  return `${title}: from ${formatSize(least)} to ${formatSize(greatest)}, strongest in ${kind} ${(strongest % pictures) + 1}.`
}

/** A number to two digits: “0.34”, “−12”, “–” for what is none. */
export function formatSize(value: number): string {
  return Number.isFinite(value) ? minus(String(Number(value.toPrecision(2)))) : '–'
}
