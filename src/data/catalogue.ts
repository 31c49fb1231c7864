import type { GeneratorSettings, ImageShape, RawData } from './dataset.ts'
import { drawnData } from './drawn.ts'
import { bent } from './generators/bent.ts'
import { checkerboard } from './generators/checkerboard.ts'
import { circles } from './generators/circles.ts'
import { digits } from './generators/digits.ts'
import { blobs, overlap } from './generators/gaussians.ts'
import { moons } from './generators/moons.ts'
import { spirals } from './generators/spirals.ts'
import { xor } from './generators/xor.ts'
import { MOST_DRAWN_CLASSES } from './points.ts'
import type { RemoteSource } from './remote.ts'

/** A dial of the data that only some sets listen to. */
export type Dial = 'classes' | 'samples' | 'dimensions' | 'noise'

/** Where examples come from: drawn from seeds, downloaded, written in the link as points, or dropped on the page. */
export type Source =
  | { readonly generate: (settings: GeneratorSettings) => RawData }
  | { readonly remote: RemoteSource }
  | { readonly written: (points: string) => RawData }
  | { readonly dropped: true }

/** What the page and the engine know of a set before it is built. */
interface Entry {
  readonly kind: string
  readonly label: string
  /** The dials it listens to; the others do nothing and are not shown. */
  readonly dials: readonly Dial[]
  /** The fewest and the most classes. Dropped files say themselves how many they have. */
  readonly classes: readonly [number, number]
  /** Whether it is made and lies in the plane, so that a drawing can start from it. */
  readonly plane?: true
  /** Where its examples are images. Dropped files say themselves. */
  readonly image?: ImageShape
  /** The same with more examples, where there are more to download. */
  readonly larger?: string
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

const plane = { dials: ['classes', 'samples', 'noise'], classes: [2, 10], plane: true } as const
const twoClasses = { dials: ['samples', 'noise'], classes: [2, 2], plane: true } as const
const image = { width: 28, height: 28, channels: 1 } as const
const published = { dials: [], classes: [10, 10], image } as const

/** Every set that can be chosen, in the order in which they are offered. Another one is a file in `generators/` and a line here. */
export const catalogue = [
  { kind: 'spirals', label: 'Spirals', ...plane, source: { generate: spirals } },
  { kind: 'overlap', label: 'Overlapping Gaussians', ...plane, source: { generate: overlap } },
  { kind: 'blobs', label: 'Gaussian blobs', ...plane, source: { generate: blobs } },
  { kind: 'circles', label: 'Concentric circles', ...plane, source: { generate: circles } },
  { kind: 'moons', label: 'Moons', ...twoClasses, source: { generate: moons } },
  { kind: 'xor', label: 'XOR', ...twoClasses, source: { generate: xor } },
  { kind: 'checkerboard', label: 'Checkerboard', ...plane, source: { generate: checkerboard } },
  {
    kind: 'bent',
    label: 'Bent Gaussians (high-dimensional)',
    dials: ['classes', 'samples', 'dimensions', 'noise'],
    classes: [2, 100],
    source: { generate: bent },
  },
  { kind: 'digits', label: 'Drawn digits (28×28)', dials: ['classes', 'samples', 'noise'], classes: [2, 10], image, source: { generate: digits } },
  { kind: 'mnist', label: 'MNIST, 10,000 images', ...published, source: { remote: { ...MNIST, part: 't10k' } }, larger: 'mnist-60k' },
  { kind: 'mnist-60k', label: 'MNIST, 60,000 images', ...published, source: { remote: { ...MNIST, part: 'train' } } },
  { kind: 'fashion', label: 'Fashion-MNIST, 10,000 images', ...published, source: { remote: { ...FASHION, part: 't10k' } }, larger: 'fashion-60k' },
  { kind: 'fashion-60k', label: 'Fashion-MNIST, 60,000 images', ...published, source: { remote: { ...FASHION, part: 'train' } } },
  { kind: 'points', label: 'Drawn points', dials: [], classes: [2, MOST_DRAWN_CLASSES], source: { written: drawnData } },
  { kind: 'dropped', label: 'Own files', dials: [], classes: [2, 100], source: { dropped: true } },
] as const satisfies readonly Entry[]

export type DatasetKind = (typeof catalogue)[number]['kind']
export type DatasetEntry = Entry & { readonly kind: DatasetKind; readonly larger?: DatasetKind }

const byKind = new Map<DatasetKind, DatasetEntry>(catalogue.map((entry) => [entry.kind, entry]))

/** The origins from which sets are downloaded. */
export const hosts: readonly string[] = [
  ...new Set(catalogue.flatMap(({ source }) => ('remote' in source ? [new URL(source.remote.base).origin] : []))),
]

/** What is known of a set. */
export function datasetOf(kind: DatasetKind): DatasetEntry {
  const entry = byKind.get(kind)
  if (!entry) throw new RangeError(`No dataset is called ${kind}.`)
  return entry
}

/** Whether the set is drawn from seeds, and not read from files. */
export function isGenerated(kind: DatasetKind): boolean {
  return 'generate' in datasetOf(kind).source
}

/** The number of classes that the set has when the dial says `classes`; of dropped files, the files say. */
export function effectiveClasses(kind: DatasetKind, classes: number): number {
  const [least, most] = datasetOf(kind).classes
  return Math.min(Math.max(classes, least), most)
}
