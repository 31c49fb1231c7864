import type { RunPoint, RunRecord } from '../../experiment/columns.ts'
import type { About } from '../../experiment/export.ts'
import type { Experiment } from '../../experiment/index.ts'
import { decodeLink, encodeLink } from '../../experiment/link.ts'
import { sweepableOf } from '../../experiment/sweep.ts'
import { linkTo } from '../../store/address.ts'
import { useExperiment } from '../../store/experiment.ts'
import type { KeptEntry } from '../../store/cupboard.ts'
import { type Laid, useKept } from '../../store/kept.ts'
import { shownFrame } from '../../store/moment.ts'
import { unpack } from '../../store/packed.ts'
import { changesUntil } from '../../store/marks.ts'
import { sampledText } from '../../store/measured.ts'
import { definedAt, pointsOf, runsOf, trainedAt } from '../../store/runs.ts'
import { useSession } from '../../store/session.ts'
import { useSweep } from '../../store/sweep.ts'
import { useView } from '../plot/view.ts'
import { version } from '../version.ts'

/** Runs that were trained together, and where they come from. */
export interface Source extends Pick<About, 'version' | 'link' | 'engine' | 'adapter' | 'changes' | 'measured'> {
  /** `training`, `sweep`, or that of a kept experiment. */
  readonly id: string
  readonly kind: KeptEntry['kind']
  readonly name: string
  readonly experiment: Experiment
  readonly records: readonly RunRecord[]
  /** Its curves, at no more than so many steps of each run. */
  readonly points: (most: number) => readonly RunPoint[]
  /** Whether its runs may still change. */
  readonly goesOn: boolean
}

/** The training and the sweep that the page shows, as far as there are any; first the one that was looked at last. */
export function presentSources(): Source[] {
  const both = [training(), sweep()]
  return (useView.getState().about === 'sweep' ? both.reverse() : both).filter((source) => source !== null)
}

/** All runs that the page shows: the present ones, then those of kept experiments that are laid over them. */
export function allSources(): Source[] {
  return [...presentSources(), ...useKept.getState().laid.map(kept)]
}

/** Calls back whenever `allSources` may have changed. */
export function onSources(changed: () => void): () => void {
  const stops = [
    useSession.subscribe((now, before) => {
      if (SESSION.some((key) => now[key] !== before[key])) changed()
    }),
    useExperiment.subscribe(changed),
    useSweep.subscribe((now, before) => {
      if (now.results !== before.results || now.state !== before.state) changed()
    }),
    useKept.subscribe((now, before) => {
      if (now.laid !== before.laid) changed()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

const SESSION = ['version', 'moment', 'state', 'engine'] as const

function training(): Source | null {
  const session = useSession.getState()
  const { steps } = useExperiment.getState().experiment.training
  const frame = shownFrame(session)
  const { history, engine } = session
  const experiment = trainedAt(session, steps, frame)
  const defined = definedAt(session, steps, frame)
  if (!experiment || !defined) return null
  const step = history.step(frame)
  return {
    id: 'training',
    kind: 'training',
    name: 'This training',
    experiment,
    records: runsOf(session, steps, frame),
    points: (most) => pointsOf(session, steps, frame, most),
    version,
    link: linkTo(defined.experiment, location, step),
    engine: engine?.name ?? '',
    adapter: engine?.label ?? '',
    changes: defined.isWhole ? '' : changesUntil(session.marks, step),
    measured: sampledText(session, frame),
    goesOn: session.state === 'training' && session.moment === null,
  }
}

function sweep(): Source | null {
  const { results, state, id } = useSweep.getState()
  if (!results) return null
  const { experiment, records, points, engine } = results
  return {
    id: 'sweep',
    kind: 'sweep',
    name: `Sweep of ${sweepableOf(experiment.sweep.field).label}`,
    experiment,
    records,
    points: () => points,
    version,
    link: linkTo(experiment, location),
    engine: engine.name,
    adapter: engine.label,
    changes: '',
    goesOn: state === 'running' && id === results.id,
  }
}

function kept({ entry, records, points }: Laid): Source {
  const { id, kind, name, fragment, engine, adapter, changes, measured } = entry
  const { experiment } = decodeLink(fragment)
  const link = `${location.href.split('#')[0]}#${fragment}`
  return { id, kind, name, experiment, records, points: () => unpack(points), version: entry.version, link, engine, adapter, changes, measured, goesOn: false }
}

/** What a source is kept with. */
export function entryOf({ kind, link, records, ...rest }: Source, name: string): Omit<KeptEntry, 'id'> {
  const { version, engine, adapter, changes, measured } = rest
  const step = Math.max(0, ...records.map((record) => record.step))
  const fragment = link.slice(link.indexOf('#') + 1)
  return { kind, name, date: new Date().toISOString(), fragment, version, engine, adapter, changes, measured, step, runs: records.length }
}

/** The link that a kept experiment is opened by; it trains nothing by itself. */
export function openingOf({ fragment }: KeptEntry): string {
  return `#${encodeLink(decodeLink(fragment).experiment)}`
}
