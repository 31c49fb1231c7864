import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/** Charts weigh as much as the rest of the page, which can be used before they are there. */
const charts = import('../charts/index.ts')
const why = () => import('../why/index.ts')
const calibration = () => import('../calibration/index.ts')
const classes = () => import('../classes/index.ts')
const example = () => import('../example/index.ts')
const sweep = () => import('../sweep/index.ts')
const runs = () => import('../runs/index.ts')

/** One figure of a tab. */
export interface Part {
  /** For a message, should it fail: “The loss”. */
  readonly what: string
  readonly Figure: LazyExoticComponent<ComponentType>
}

/** A choice of figures, for a question that they answer. */
export interface Tab {
  readonly id: TabName
  readonly label: string
  readonly parts: readonly Part[]
}

export type TabName = 'overview' | 'difference' | 'pull' | 'terms' | 'calibration' | 'classes' | 'example' | 'sweep' | 'runs'

/** All tabs, in their order. Only the first is loaded with the page. */
export const TABS: readonly Tab[] = [
  {
    id: 'overview',
    label: 'Overview',
    parts: [
      { what: 'The loss', Figure: lazy(async () => ({ default: (await charts).LossChart })) },
      { what: 'The leading-term gradient share', Figure: lazy(async () => ({ default: (await charts).ShareChart })) },
      { what: 'The accuracy', Figure: lazy(async () => ({ default: (await charts).AccuracyChart })) },
      { what: 'The confidence', Figure: lazy(async () => ({ default: (await charts).ConfidenceChart })) },
    ],
  },
  {
    id: 'difference',
    label: 'Difference',
    parts: [{ what: 'The difference', Figure: lazy(async () => ({ default: (await charts).DifferenceChart })) }],
  },
  {
    id: 'pull',
    label: 'Where it pulls',
    parts: [{ what: 'Where the loss pulls', Figure: lazy(async () => ({ default: (await why()).PullFigure })) }],
  },
  {
    id: 'terms',
    label: 'Terms',
    parts: [{ what: 'The terms over time', Figure: lazy(async () => ({ default: (await why()).TermsFigure })) }],
  },
  {
    id: 'calibration',
    label: 'Calibration',
    parts: [
      { what: 'The reliability diagram', Figure: lazy(async () => ({ default: (await calibration()).ReliabilityChart })) },
      { what: 'The numbers of calibration', Figure: lazy(async () => ({ default: (await calibration()).CalibrationNumbers })) },
    ],
  },
  {
    id: 'classes',
    label: 'Classes',
    parts: [
      { what: 'Recall by class', Figure: lazy(async () => ({ default: (await classes()).ByClassChart })) },
      { what: 'The confusion matrix', Figure: lazy(async () => ({ default: (await classes()).ConfusionFigure })) },
    ],
  },
  {
    id: 'example',
    label: 'One example',
    parts: [
      { what: 'The example', Figure: lazy(async () => ({ default: (await example()).ExamplePanel })) },
      { what: 'Its life', Figure: lazy(async () => ({ default: (await example()).LifeFigure })) },
    ],
  },
  {
    id: 'sweep',
    label: 'Sweep',
    parts: [
      { what: 'The set-up of the sweep', Figure: lazy(async () => ({ default: (await sweep()).SetUp })) },
      { what: 'The heat map', Figure: lazy(async () => ({ default: (await sweep()).HeatFigure })) },
      { what: 'The strip', Figure: lazy(async () => ({ default: (await sweep()).StripFigures })) },
    ],
  },
  {
    id: 'runs',
    label: 'Runs',
    parts: [{ what: 'The runs', Figure: lazy(async () => ({ default: (await runs()).RunsPanel })) }],
  },
]
