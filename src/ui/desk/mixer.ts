import { create } from 'zustand'
import { presetArm, setEpsilon, shiftEpsilon, useExperiment } from '../../store/experiment.ts'
import type { Loss } from '../../loss/index.ts'
import { mute, isMute, solo, soloOf, unmute } from './mix.ts'

/** How long a term stays lit after its fader has rested. */
const LIT_MS = 1200

/** What the mixing desk keeps beside the experiment. */
interface Mixer {
  readonly open: boolean
  /** Faders move the arms beside the baseline together. */
  readonly linked: boolean
  /** The term that is being moved, and in which arm. */
  readonly moving: { readonly arm: number; readonly j: number } | null
  /** The losses in which muted strips sounded last, and those from before a solo, by arm and strip. */
  readonly before: ReadonlyMap<string, Loss>
}

export const useMixer = create<Mixer>()(() => ({ open: false, linked: false, moving: null, before: new Map() }))

// Other arms have nothing to come back to.
useExperiment.subscribe((now, then) => {
  if (now.loads !== then.loads || now.experiment.arms.length !== then.experiment.arms.length) {
    useMixer.setState({ before: new Map() })
  }
})

let rest: ReturnType<typeof setTimeout> | undefined

function light(arm: number, j: number): void {
  clearTimeout(rest)
  const { moving } = useMixer.getState()
  if (moving?.arm !== arm || moving.j !== j) useMixer.setState({ moving: { arm, j } })
  rest = setTimeout(() => useMixer.setState({ moving: null }), LIT_MS)
}

/** Sets ε_j of an arm and lights the term up. */
export function moveEpsilon(arm: number, j: number, value: number): void {
  light(arm, j)
  setEpsilon(arm, j, value)
}

/** Sets ε_j on the mixing desk: linked arms move by as much. */
export function moveFader(arm: number, j: number, value: number): void {
  const { arms } = useExperiment.getState().experiment
  if (!useMixer.getState().linked || arm === 0) return moveEpsilon(arm, j, value)
  light(arm, j)
  shiftEpsilon(arms.flatMap((_, i) => (i > 0 ? [i] : [])), j, value - (arms[arm].epsilon[j - 1] ?? 0))
}

/** Silences a strip, or lets it sound again as it did. */
export function toggleMute(arm: number, j: number): void {
  const loss = lossOf(arm)
  const key = `mute ${arm} ${j}`
  light(arm, j)
  if (isMute(loss, j)) return presetArm(arm, unmute(loss, j, recall(key)))
  remember(key, loss)
  presetArm(arm, mute(loss, j))
}

/** Lets one strip sound alone; from there, brings back what was. */
export function toggleSolo(arm: number, j: number): void {
  const loss = lossOf(arm)
  const now = soloOf(loss)
  const was = now === null ? loss : (recall(`solo ${arm} ${now}`) ?? loss)
  light(arm, j)
  if (now === j) {
    const { terms, epsilon } = was === loss ? { terms: Infinity, epsilon: [] } : was
    return presetArm(arm, { ...loss, terms, epsilon })
  }
  remember(`solo ${arm} ${j}`, was)
  presetArm(arm, solo(was, j))
}

/** An arm is another loss now, and its strips have nothing to come back to. */
export function forgetBefore(arm: number): void {
  useMixer.setState(({ before }) => ({ before: new Map([...before].filter(([key]) => key.split(' ')[1] !== String(arm))) }))
}

function lossOf(arm: number): Loss {
  return useExperiment.getState().experiment.arms[arm]
}

function recall(key: string): Loss | undefined {
  return useMixer.getState().before.get(key)
}

function remember(key: string, loss: Loss): void {
  useMixer.setState(({ before }) => ({ before: new Map(before).set(key, loss) }))
}
