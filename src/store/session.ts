import { create } from 'zustand'
import type { DataSummary, EngineStatus, ExampleRef, Frame, Life, Maps, Place, State } from '../engine/protocol.ts'
import type { Experiment } from '../experiment/index.ts'
import { History } from './history.ts'

/** A step worth a line on the time axis. */
export interface Mark {
  readonly step: number
  /** 'change' of a live field, or a 'gap' where another device or engine took over. */
  readonly kind: 'change' | 'gap'
  /** Short enough for the axis: “ε₁ 2 → 3 (arm 1)”. */
  readonly text: string
  /** The changes that it stands for: those of this key, or of an arm, from its step to this one. */
  readonly of?: { readonly key: string; readonly last: number }
}

/** Something the person has to know, shown at its place until it is dismissed or out of date. */
export interface Message {
  readonly id: number
  readonly place: Place | 'link' | 'files'
  readonly level: 'info' | 'warning' | 'error'
  readonly text: string
  /** A training that was left, and can be trained again. */
  readonly left?: Left
  /** Own files that are not those the experiment names, by their fingerprint, and can be used all the same. */
  readonly other?: string
}

/** A training that gave way to another experiment. */
export interface Left {
  readonly experiment: Experiment
  readonly step: number
}

/** What is known of the training that the page shows. Written by `client.ts` alone. */
export interface Session {
  readonly id: number
  readonly state: State
  /** Train was asked for while preparing, and follows. */
  readonly queued: boolean
  readonly engine: EngineStatus | null
  /** That of the watched repeat where repeats draw their own. */
  readonly data: DataSummary | null
  /** The own files that the engine has, by their fingerprint; empty where it has none. */
  readonly inHand: string
  /** Where repeats draw their own data: what is known of it, by repeat. */
  readonly summaries: ReadonlyMap<number, DataSummary>
  /** The arms × repeats of the frames in `history`; run = arm · repeats + repeat. */
  readonly repeats: number
  readonly arms: number
  /** What the course is trained with: as it was begun, and all that was changed on the way. */
  readonly trained: Experiment | null
  readonly history: History
  /** Grows whenever `history` does; charts redraw on it. */
  readonly version: number
  readonly latest: Frame | null
  /** The step that the page shows instead of the latest, chosen on the scrubber; null: live. */
  readonly moment: number | null
  readonly marks: readonly Mark[]
  readonly messages: readonly Message[]
  /** How far something is that takes long. */
  readonly progress: { readonly place: Place; readonly text: string; readonly loaded: number; readonly total: number } | null
  /** The repeat that pictures show. */
  readonly watched: number
  /** The example that is followed through training, and what is known of it so far. */
  readonly tracked: ExampleRef | null
  readonly life: Life | null
  /** What it becomes in the network, while that is looked at. */
  readonly maps: Maps | null
}

export const useSession = create<Session>()(() => ({
  id: 0,
  state: 'preparing',
  queued: false,
  engine: null,
  data: null,
  inHand: '',
  summaries: new Map(),
  repeats: 1,
  arms: 0,
  trained: null,
  history: new History(0, 2),
  version: 0,
  latest: null,
  moment: null,
  marks: [],
  messages: [],
  progress: null,
  watched: 0,
  tracked: null,
  life: null,
  maps: null,
}))
