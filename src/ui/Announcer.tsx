import { useEffect, useState } from 'react'
import { useExperiment } from '../store/experiment.ts'
import { type Session, useSession } from '../store/session.ts'
import { armName } from './arms.ts'
import { announcer } from './announcer.ts'

/** Tells a screen reader how training goes: when it begins and stops, and every five seconds between. */
export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    const { ask, stop } = announcer(() => setText(summary(useSession.getState())))
    const unsubscribe = useSession.subscribe((session, before) => {
      const stops = session.state === 'paused' && before.state !== 'paused'
      const goesOn = session.state === 'training' && session.version !== before.version
      if (stops || goesOn) ask()
    })
    return () => {
      unsubscribe()
      stop()
    }
  }, [])
  return (
    <p className="unseen" aria-live="polite">
      {text}
    </p>
  )
}

/** “Step 1,200: CE accuracy 85.2%, Poly-1 ε₁ = 2 accuracy 86.0%.” */
function summary({ history, arms, repeats, state }: Session): string {
  if (history.frames === 0) return ''
  const last = history.frames - 1
  const { experiment } = useExperiment.getState()
  const accuracies = Array.from({ length: arms }, (_, arm) => {
    const runs = Array.from({ length: repeats }, (_, repeat) => arm * repeats + repeat)
    const sum = runs.reduce((total, run) => total + history.value(last, 'test', run, 'accuracy'), 0)
    return `${armName(experiment.arms[arm], arm)} accuracy ${((100 * sum) / repeats).toFixed(1)}%`
  })
  const how = state === 'paused' ? 'Paused. ' : ''
  return `${how}Step ${history.step(last).toLocaleString('en')}, test data${repeats === 1 ? ', n = 1' : ''}: ${accuracies.join(', ')}.`
}
