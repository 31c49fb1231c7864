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
  /** For a message, should it fail: “The loss”. */
  readonly what: string
  readonly Figure: ComponentType
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
    first: ['The confidence', 'The accuracy'],
    parts: [
      part('The loss', async () => (await charts()).LossChart),
      part('The leading-term gradient share', async () => (await charts()).ShareChart),
      part('The accuracy', async () => (await charts()).AccuracyChart),
      part('The confidence', async () => (await charts()).ConfidenceChart),
    ],
  },
  { id: 'difference', label: 'Difference', parts: [part('The difference', async () => (await charts()).DifferenceChart)] },
  { id: 'pull', label: 'Where it pulls', parts: [part('Where the loss pulls', async () => (await why()).PullFigure)] },
  { id: 'terms', label: 'Terms', parts: [part('The terms over time', async () => (await why()).TermsFigure)] },
  {
    id: 'calibration',
    label: 'Calibration',
    parts: [
      part('The reliability diagram', async () => (await calibration()).ReliabilityChart),
      part('The numbers of calibration', async () => (await calibration()).CalibrationNumbers),
    ],
  },
  {
    id: 'classes',
    label: 'Classes',
    parts: [
      part('Recall by class', async () => (await classes()).ByClassChart),
      part('The confusion matrix', async () => (await classes()).ConfusionFigure),
    ],
  },
  {
    id: 'example',
    label: 'One example',
    parts: [
      part('The example', async () => (await example()).ExamplePanel),
      part('Its life', async () => (await example()).LifeFigure),
    ],
  },
  {
    id: 'sweep',
    label: 'Sweep',
    parts: [
      part('The set-up of the sweep', async () => (await sweep()).SetUp),
      part('The heat map', async () => (await sweep()).HeatFigure),
      part('The strip', async () => (await sweep()).StripFigures),
    ],
  },
  { id: 'runs', label: 'Runs', parts: [part('The runs', async () => (await runs()).RunsPanel)] },
]

/** The parts of a tab in their order. */
export function partsOf({ parts, first = [] }: Tab, isPhone: boolean): readonly Part[] {
  if (!isPhone) return parts
  const rank = ({ what }: Part) => (first.includes(what) ? first.indexOf(what) : first.length)
  return parts.toSorted((a, b) => rank(a) - rank(b))
}

function part(what: string, load: () => Promise<ComponentType>): Part {
  return { what, Figure: later(what, load) }
}
