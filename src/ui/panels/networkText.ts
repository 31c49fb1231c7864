import { countText } from '../../data/text.ts'
import type { Shape } from '../../network/layer.ts'
import type { Network } from '../../network/network.ts'

/** What goes from one layer to the next, and what it is. */
export interface Stage {
  readonly what: 'image' | 'inputs' | 'conv' | 'hidden' | 'classes'
  readonly shape: Shape
}

/** From what the network is given to the classes. */
export function stagesOf({ layers }: Pick<Network, 'layers'>): readonly Stage[] {
  const [{ input }] = layers
  return [
    { what: input.length > 1 ? 'image' : 'inputs', shape: input },
    ...layers.map(({ kind, output }, l): Stage => ({ what: l === layers.length - 1 ? 'classes' : kind === 'conv' ? 'conv' : 'hidden', shape: output })),
  ]
}

/** “28 × 28 × 8” */
export function shapeText(shape: Shape, space = ' '): string {
  return shape.join(`${space}×${space}`)
}

const WORDS: Readonly<Record<Stage['what'], (size: string) => string>> = {
  image: (size) => `an image of ${size}`,
  inputs: (size) => `${size} inputs`,
  conv: (size) => `maps of ${size}`,
  hidden: (size) => `${size} hidden units`,
  classes: (size) => `${size} classes`,
}

/** What the drawing shows, in a sentence: “From an image of 28 × 28 × 1 to maps of 14 × 14 × 8, to 10 classes.” */
export function networkText(network: Pick<Network, 'layers'>): string {
  return `From ${stagesOf(network).map(({ what, shape }) => WORDS[what](shapeText(shape))).join(', to ').replace(', ', ' ')}.`
}

/** What one run learns, and what a step costs: forward, and back twice as much. */
export function costText({ parameters, work }: Pick<Network, 'parameters' | 'work'>, batch: number, runs: number): string {
  const of = runs === 1 ? '1 run' : `all ${runs} runs`
  return `${countText(parameters, 'parameter')} · ${roughText(3 * batch * runs * work)} multiply-adds a step, ${of}`
}

/** A large count to two digits: “450”, “45,000”, “190 million”, “1.2 billion”. */
export function roughText(count: number): string {
  const rounded = Number(count.toPrecision(2))
  const [size, name] = rounded >= 1e12 ? [1e12, ' trillion'] : rounded >= 1e9 ? [1e9, ' billion'] : rounded >= 1e6 ? [1e6, ' million'] : [1, '']
  return `${(rounded / size).toLocaleString('en')}${name}`
}
