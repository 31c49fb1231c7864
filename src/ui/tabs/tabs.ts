import type { ComponentType } from 'react'
import { later } from '../later.tsx'

const charts = () => import('../charts/index.ts')
const why = () => import('../why/index.ts')
const calibration = () => import('../calibration/index.ts')
const classes = () => import('../classes/index.ts')
const example = () => import('../example/index.ts')
const sweep = () => import('../sweep/index.ts')
const runs = () => import('../runs/index.ts')

// Charts weigh as much as the rest of the page, which can be used before they are there.
charts().catch(() => {})

/** One figure of a tab. */
export interface Part {
  /** What links call it. */
  readonly id: string
  /** For a message, should it fail: “The loss”. */
  readonly what: string
  readonly Figure: ComponentType
  /** Shows nothing without a convolutional network. */
  readonly isOfMaps?: true
}

/** A choice of figures, for a question that they answer. */
export interface Tab {
  readonly id: TabName
  readonly label: string
  readonly parts: readonly Part[]
  /** Those that come first on a phone, where one is below the other. */
  readonly first?: readonly string[]
}

export type TabName = 'overview' | 'difference' | 'pull' | 'terms' | 'calibration' | 'classes' | 'example' | 'sweep' | 'runs'

/** All tabs, in their order. Only the first is loaded with the page. */
export const TABS: readonly Tab[] = [
  {
    id: 'overview',
    label: 'Overview',
    first: ['confidence', 'accuracy'],
    parts: [
      part('loss', 'The loss', async () => (await charts()).LossChart),
      part('share', 'The leading-term gradient share', async () => (await charts()).ShareChart),
      part('accuracy', 'The accuracy', async () => (await charts()).AccuracyChart),
      part('confidence', 'The confidence', async () => (await charts()).ConfidenceChart),
    ],
  },
  { id: 'difference', label: 'Difference', parts: [part('difference', 'The difference', async () => (await charts()).DifferenceChart)] },
  { id: 'pull', label: 'Where it pulls', parts: [part('pull', 'Where the loss pulls', async () => (await why()).PullFigure)] },
  { id: 'terms', label: 'Terms', parts: [part('terms', 'The terms over time', async () => (await why()).TermsFigure)] },
  {
    id: 'calibration',
    label: 'Calibration',
    parts: [
      part('reliability', 'The reliability diagram', async () => (await calibration()).ReliabilityChart),
      part('numbers', 'The numbers of calibration', async () => (await calibration()).CalibrationNumbers),
    ],
  },
  {
    id: 'classes',
    label: 'Classes',
    parts: [
      part('recall', 'Recall by class', async () => (await classes()).ByClassChart),
      part('confusion', 'The confusion matrix', async () => (await classes()).ConfusionFigure),
    ],
  },
  {
    id: 'example',
    label: 'One example',
    parts: [
      part('example', 'The example', async () => (await example()).ExamplePanel),
      part('life', 'Its life', async () => (await example()).LifeFigure),
      { ...part('maps', 'Its feature maps', async () => (await example()).MapsFigure), isOfMaps: true },
    ],
  },
  {
    id: 'sweep',
    label: 'Sweep',
    parts: [
      part('setup', 'The set-up of the sweep', async () => (await sweep()).SetUp),
      part('heat', 'The heat map', async () => (await sweep()).HeatFigure),
      part('strip', 'The strip', async () => (await sweep()).StripFigures),
    ],
  },
  { id: 'runs', label: 'Runs', parts: [part('runs', 'The runs', async () => (await runs()).RunsPanel)] },
]

/** The parts of a tab in their order. */
export function partsOf({ parts, first = [] }: Tab, isPhone: boolean): readonly Part[] {
  if (!isPhone) return parts
  const rank = ({ id }: Part) => (first.includes(id) ? first.indexOf(id) : first.length)
  return parts.toSorted((a, b) => rank(a) - rank(b))
}

function part(id: string, what: string, load: () => Promise<ComponentType>): Part {
  return { id, what, Figure: later(what, load) }
}
