import { useEffect, useState } from 'react'
import type { Sweep } from '../../experiment/sweep.ts'
import { setSweep, useExperiment } from '../../store/experiment.ts'
import { client } from '../../store/start.ts'
import { type SweepState, useSweep } from '../../store/sweep.ts'
import { formatStep } from '../plot/format.ts'
import { timeLeft } from './timeLeft.ts'

/** Runs the sweep, stops it, and says how far it is. */
export function RunSweep({ sweep }: { readonly sweep: Sweep }) {
  const state = useSweep(({ state }) => state)
  const run = () => {
    // A draft that was not touched becomes the set-up, so that the link carries it.
    if (!useExperiment.getState().experiment.sweep) setSweep(sweep)
    client.startSweep()
  }
  return (
    <>
      {state === 'running' ? (
        <button type="button" className="button primary" onClick={() => client.stopSweep()}>
          Stop
        </button>
      ) : (
        <button type="button" className="button primary" onClick={run}>
          Sweep
        </button>
      )}
      <Progress />
    </>
  )
}

function Progress() {
  const sweep = useSweep()
  const { state, done, total, started, text } = sweep
  const now = useClock(state === 'running')
  const left = state === 'running' ? timeLeft(done, total, now - started) : null
  return (
    <>
      <progress className="sweep-bar" aria-label="Sweep" max={total || 1} value={state === 'idle' ? 0 : done} />
      <p className="sweep-state">
        {state !== 'idle' && state !== 'failed' && `${formatStep(done)} of ${formatStep(total)} steps of single networks`}
        {left && `, ${left}`}
      </p>
      <output className="sweep-state">
        {said(sweep)}
      </output>
      {state === 'failed' && (
        <div className="message error" role="alert">
          <p>{text}</p>
        </div>
      )}
    </>
  )
}

function said({ state, done, total, results, id }: SweepState): string {
  if (state === 'running') return done === 0 && results && results.id !== id ? 'Starting; below is the sweep before.' : ''
  if (state === 'done') return 'The sweep is done.'
  if (state === 'stopped') return done < total ? 'Stopped; what was measured stands.' : 'The sweep is done.'
  return ''
}

/** The time, twice a second while asked for, on the clock of `SweepState.started`. */
function useClock(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(performance.now()), 500)
    return () => clearInterval(timer)
  }, [runs])
  return now
}
