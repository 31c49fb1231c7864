import { useShallow } from 'zustand/react/shallow'
import { schema } from '../../experiment/index.ts'
import { moreSteps } from '../../store/course.ts'
import { useExperiment } from '../../store/experiment.ts'
import { type Session, useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'
import { formatStep } from '../plot/format.ts'
import { Help } from '../controls/Help.tsx'
import { PaceChoice } from './PaceChoice.tsx'

/** Train or Pause, Step, Reset, the pace, and how far training is. */
export function TrainControls() {
  const { busy, ended } = useBusy()
  return (
    <fieldset className="train" aria-label="Training">
      <Help side="bottom" text={busy ? 'Stops where it is; Train goes on from there.' : ended} render={<span />}>
        <button type="button" className="button primary" onClick={() => (busy ? client.pause() : client.train())}>
          <Icon path={busy ? PAUSE : PLAY} />
          {busy ? 'Pause' : 'Train'}
        </button>
      </Help>
      <Help side="bottom" text="Trains one step: one update of every network." render={<span />}>
        <button type="button" className="button" disabled={busy} onClick={() => client.step()}>
          Step
        </button>
      </Help>
      <Help side="bottom" text="Returns to the same start: same data, same initial weights, same batches." render={<span />}>
        <button type="button" className="button" onClick={() => client.reset()}>
          Reset
        </button>
      </Help>
      <PaceChoice />
      <Progress />
    </fieldset>
  )
}

function useBusy() {
  const steps = useExperiment(({ experiment }) => experiment.training.steps)
  const session = useSession(
    useShallow(({ state, queued, latest }) => ({
      busy: state === 'training' || queued,
      atEnd: latest !== null && latest.step >= steps,
    })),
  )
  const ended = session.atEnd
    ? steps === schema.training.steps.max
      ? `There are at most ${formatStep(steps)} steps.`
      : `Goes on to step ${formatStep(moreSteps(steps))}, as many steps again.`
    : `Trains every arm to step ${formatStep(steps)}.`
  return { ...session, ended }
}

function Progress() {
  const step = useSession(({ latest }) => latest?.step ?? 0)
  const pace = useSession(paceText)
  const steps = useExperiment(({ experiment }) => experiment.training.steps)
  return (
    <p className="progress">
      <span>
        <span className="step">Step {formatStep(step)}</span> <span className="of">of {formatStep(steps)}</span>
      </span>
      <span className="speed">{pace}</span>
      <span className="gauge" style={{ inlineSize: `${Math.min(100, (100 * step) / steps)}%` }} />
    </p>
  )
}

/** How fast it goes, or how far what takes its time is. */
function paceText({ state, progress, latest }: Session): string {
  if (progress?.place === 'training' && progress.total > 0) return `${progress.text}, ${Math.floor((100 * progress.loaded) / progress.total)}%`
  if (state === 'preparing') return 'Preparing…'
  const speed = state === 'training' ? (latest?.stepsPerSecond ?? 0) : 0
  return speed > 0 ? `${Number(speed.toPrecision(2)).toLocaleString('en')} steps/s` : '\u00a0'
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  )
}

const PLAY = 'M1.5 0.5v9l8-4.5z'
const PAUSE = 'M1.5 0.5h2.5v9h-2.5zM6 0.5h2.5v9h-2.5z'
