import { useEffect, useState } from 'react'
import { dataText } from '../store/measured.ts'
import { type Session, useSession } from '../store/session.ts'
import { armName } from './arms.ts'
import { announcer } from './announcer.ts'
import { armNumbers } from './plot/armNumbers.ts'
import { formatPercent, formatStep } from './plot/format.ts'

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
function summary(session: Session): string {
  const { history, repeats, state } = session
  if (history.frames === 0) return ''
  const last = history.frames - 1
  const { arms } = history.settings(last)
  const accuracies = armNumbers({ history, repeats, frame: last }, 'test', 'accuracy').map(
    ({ mean }, arm) => `${armName(arms[arm], arm)} accuracy ${formatPercent(mean)}`,
  )
  const how = state === 'paused' ? 'Paused. ' : ''
  return `${how}Step ${formatStep(history.step(last))}, ${dataText(session, 'test', last)}${repeats === 1 ? ', n = 1' : ''}: ${accuracies.join(', ')}.`
}
