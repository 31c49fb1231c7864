import { schema } from '../experiment/index.ts'
import { selectArm, setEpsilon, useExperiment } from '../store/experiment.ts'
import { useSession } from '../store/session.ts'
import { client } from '../store/start.ts'
import { redo, undo } from '../store/undo.ts'
import { stepped } from './controls/scale.ts'
import { present, usePage } from './page.ts'

/** One thing that the keyboard does from anywhere on the page. */
export interface Key {
  /** The chords that do it, as `chord.ts` writes them. */
  readonly chords: readonly string[]
  /** The keys as they are named to people. */
  readonly keys: readonly string[]
  readonly what: string
  /** What it does with the chord that was pressed. */
  readonly run: (chord: string) => void
  /** Whether holding the key down goes on. */
  readonly repeats?: boolean
}

/** All of them, in the order in which they are listed. */
export const KEYS: readonly Key[] = [
  { chords: [' '], keys: ['Space'], what: 'Train or pause', run: trainOrPause },
  { chords: ['ArrowRight'], keys: ['→'], what: 'Train one step', run: step, repeats: true },
  { chords: ['r'], keys: ['R'], what: 'Reset to the same start', run: () => client.reset() },
  {
    chords: ['[', ']'],
    keys: ['[', ']'],
    what: 'Move ε₁ of the selected arm down or up',
    run: (chord) => moveEpsilon(chord === ']' ? 1 : -1),
    repeats: true,
  },
  {
    chords: ['1', '2', '3', '4', '5', '6'],
    keys: ['1', '…', '5'],
    what: 'Select an arm by its number',
    run: (chord) => selectArm(Number(chord)),
  },
  { chords: ['0'], keys: ['0'], what: 'Select the baseline', run: () => selectArm(0) },
  { chords: ['Mod+z'], keys: ['Ctrl Z', '⌘ Z'], what: 'Undo', run: undo, repeats: true },
  { chords: ['Shift+Mod+z'], keys: ['Ctrl Shift Z', '⇧ ⌘ Z'], what: 'Redo', run: redo, repeats: true },
  { chords: ['p'], keys: ['P'], what: 'Presenter view', run: () => present(!usePage.getState().presenting) },
  { chords: ['?'], keys: ['?'], what: 'Show these keys', run: () => usePage.setState({ keysShown: true }) },
]

function trainOrPause(): void {
  const { state, queued } = useSession.getState()
  if (state === 'training' || queued) client.pause()
  else client.train()
}

function step(): void {
  const { state, queued } = useSession.getState()
  if (state !== 'training' && !queued) client.step()
}

function moveEpsilon(direction: 1 | -1): void {
  const { experiment, selected } = useExperiment.getState()
  setEpsilon(selected, 1, stepped(schema.arm.epsilon, experiment.arms[selected].epsilon[0] ?? 0, direction))
}
