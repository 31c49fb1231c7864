import { useEffect, useState } from 'react'
import { useExperiment } from '../store/experiment.ts'
import { type Session, useSession } from '../store/session.ts'
import { armName } from './arms.ts'

const EVERY_MS = 5000

/** Tells a screen reader how training goes: when it starts and stops, and every five seconds between. */
export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    let spoken = 0
    return useSession.subscribe((session, before) => {
      const stops = session.state === 'paused' && before.state !== 'paused'
      const goesOn = session.state === 'training' && session.version !== before.version
      if (!stops && !(goesOn && performance.now() - spoken > EVERY_MS)) return
      spoken = performance.now()
      setText(`${stops ? 'Paused. ' : ''}${summary(session)}`)
    })
  }, [])
  return (
    <p className="unseen" aria-live="polite">
      {text}
    </p>
  )
}

/** “Step 1,200. Test accuracy: CE 85%, Poly-1 ε₁ = 2 86%.” */
function summary({ history, arms, repeats }: Session): string {
  if (history.frames === 0) return ''
  const last = history.frames - 1
  const experiment = useExperiment.getState().experiment
  const accuracies = Array.from({ length: arms }, (_, arm) => {
    const runs = Array.from({ length: repeats }, (_, repeat) => arm * repeats + repeat)
    const sum = runs.reduce((total, run) => total + history.value(last, 'test', run, 'accuracy'), 0)
    return `${armName(experiment.arms[arm], arm)} ${Math.round((100 * sum) / repeats)}%`
  })
  return `Step ${history.step(last).toLocaleString('en')}. Test accuracy: ${accuracies.join(', ')}.`
}
