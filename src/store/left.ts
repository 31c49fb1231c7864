import { schema } from '../experiment/index.ts'
import { say } from './messages.ts'
import { useSession } from './session.ts'

/** Says what was trained before another experiment takes its place, with a way back to it; of several, of the last. */
export function sayLeft(): void {
  const { trained, latest, messages } = useSession.getState()
  useSession.setState({ messages: messages.filter(({ left }) => !left) })
  if (!trained || !latest || latest.step === 0) return
  const { data, training } = trained
  const { step } = latest
  const what = schema.data.kind.options.find(({ value }) => value === data.kind)?.label ?? data.kind
  const steps = `${step.toLocaleString('en')} trained ${step === 1 ? 'step' : 'steps'} on ${what}`
  const text = `Another experiment is open: ${steps} were left.`
  const changes = trained.changes.filter((change) => change.step < step)
  const experiment = { ...trained, changes, training: { ...training, steps: Math.max(training.steps, step) } }
  say({ place: 'link', level: 'info', text, left: { experiment, step } })
}
