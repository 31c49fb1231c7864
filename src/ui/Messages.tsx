import { useShallow } from 'zustand/react/shallow'
import { dismiss } from '../store/messages.ts'
import { client } from '../store/start.ts'
import { type Message, useSession } from '../store/session.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { CROSS, IconButton } from './controls/IconButton.tsx'
import './messages.css'

interface Props {
  readonly place: Message['place']
  readonly levels?: readonly Message['level'][]
}

const ALL = ['info', 'warning', 'error'] as const

/** What the person has to know about one place of the page, until it is dismissed. */
export function Messages({ place, levels = ALL }: Props) {
  const messages = useSession(
    useShallow((session) => session.messages.filter((message) => message.place === place && levels.includes(message.level))),
  )
  return messages.map(({ id, level, text, left, other }) => (
    <div key={id} className={`message ${level}`} role={level === 'error' ? 'alert' : 'status'}>
      <p>{text}</p>
      {left && (
        <button type="button" className="link-button" onClick={() => client.goBack(left)}>
          Train it again to step {left.step.toLocaleString('en')}
        </button>
      )}
      {place === 'own' && <ChooseFiles text="Choose files…" name="Files that the experiment is on" />}
      {other && (
        <button type="button" className="link-button" onClick={() => client.takeFiles(other)}>
          Use it anyway
        </button>
      )}
      <IconButton label="Dismiss this message" onClick={() => dismiss(id)} box={10} strokes={CROSS} />
    </div>
  ))
}
