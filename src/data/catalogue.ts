import type { GeneratorSettings, RawData } from './dataset.ts'
import { bent } from './generators/bent.ts'
import { checkerboard } from './generators/checkerboard.ts'
import { circles } from './generators/circles.ts'
import { digits } from './generators/digits.ts'
import { blobs, overlap } from './generators/gaussians.ts'
import { moons } from './generators/moons.ts'
import { spirals } from './generators/spirals.ts'
import { xor } from './generators/xor.ts'
import type { RemoteSource } from './remote.ts'

/** A dial of the data that only some sets listen to. */
export type Dial = 'classes' | 'samples' | 'dimensions' | 'noise'

/** Where examples come from: drawn from seeds, downloaded, or dropped on the page. */
export type Source =
  | { readonly generate: (settings: GeneratorSettings) => RawData }
  | { readonly remote: RemoteSource }
  | { readonly dropped: true }

/** What the page and the engine know of a set before it is built. */
interface Entry {
  readonly kind: string
  /** The dials it listens to; the others do nothing and are not shown. */
  readonly dials: readonly Dial[]
  /** The fewest and the most classes. Dropped files say themselves how many they have. */
  readonly classes: readonly [number, number]
  readonly picture: 'points' | 'images' | 'none'
  readonly source: Source
}

const MNIST = {
  name: 'MNIST',
  base: 'https://cdn.jsdelivr.net/gh/fgnt/mnist/',
  page: 'https://github.com/fgnt/mnist',
} as const

const FASHION = {
  name: 'Fashion-MNIST',
  base: 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
  page: 'https://github.com/zalandoresearch/fashion-mnist',
  classNames: [
    'T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot',
  ],
} as const

const plane = { dials: ['classes', 'samples', 'noise'], classes: [2, 10], picture: 'points' } as const
const twoClasses = { dials: ['samples', 'noise'], classes: [2, 2], picture: 'points' } as const
const published = { dials: [], classes: [10, 10], picture: 'images' } as const

/** Every set that can be chosen. Another one is a file in `generators/`, a line here and an option in the schema. */
export const catalogue = [
  { kind: 'spirals', ...plane, source: { generate: spirals } },
  { kind: 'overlap', ...plane, source: { generate: overlap } },
  { kind: 'blobs', ...plane, source: { generate: blobs } },
  { kind: 'circles', ...plane, source: { generate: circles } },
  { kind: 'moons', ...twoClasses, source: { generate: moons } },
  { kind: 'xor', ...twoClasses, source: { generate: xor } },
  { kind: 'checkerboard', ...plane, source: { generate: checkerboard } },
  {
    kind: 'bent',
    dials: ['classes', 'samples', 'dimensions', 'noise'],
    classes: [2, 100],
    picture: 'none',
    source: { generate: bent },
  },
  { kind: 'digits', dials: ['classes', 'samples', 'noise'], classes: [2, 10], picture: 'images', source: { generate: digits } },
  { kind: 'mnist', ...published, source: { remote: { ...MNIST, part: 't10k' } } },
  { kind: 'mnist-60k', ...published, source: { remote: { ...MNIST, part: 'train' } } },
  { kind: 'fashion', ...published, source: { remote: { ...FASHION, part: 't10k' } } },
  { kind: 'fashion-60k', ...published, source: { remote: { ...FASHION, part: 'train' } } },
  { kind: 'dropped', dials: [], classes: [2, 100], picture: 'images', source: { dropped: true } },
] as const satisfies readonly Entry[]

export type DatasetKind = (typeof catalogue)[number]['kind']
export type DatasetEntry = Entry & { readonly kind: DatasetKind }

const byKind = new Map<DatasetKind, DatasetEntry>(catalogue.map((entry) => [entry.kind, entry]))

/** What is known of a set. */
export function datasetOf(kind: DatasetKind): DatasetEntry {
  const entry = byKind.get(kind)
  if (!entry) throw new RangeError(`No dataset is called ${kind}.`)
  return entry
}

/** The number of classes that the set has when the dial says `classes`; of dropped files, the files say. */
export function effectiveClasses(kind: DatasetKind, classes: number): number {
  const [least, most] = datasetOf(kind).classes
  return Math.min(Math.max(classes, least), most)
}
