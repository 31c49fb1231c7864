import { useShallow } from 'zustand/react/shallow'
import { dismiss } from '../store/messages.ts'
import { type Message, useSession } from '../store/session.ts'
import './messages.css'

/** What the person has to know about one place of the page, until it is dismissed. */
export function Messages({ place }: { readonly place: Message['place'] }) {
  const messages = useSession(useShallow((session) => session.messages.filter((message) => message.place === place)))
  return messages.map(({ id, level, text }) => (
    <div key={id} className={`message ${level}`} role={level === 'error' ? 'alert' : 'status'}>
      <p>{text}</p>
      <button type="button" className="button plain icon" aria-label="Dismiss this message" onClick={() => dismiss(id)}>
        <svg viewBox="0 0 10 10" width="10" height="10" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="m1 1 8 8M9 1 1 9" />
        </svg>
      </button>
    </div>
  ))
}
