import { type Message, useSession } from './session.ts'

let lastId = 0

/** Shows a message at its place, and tells its id. With `forMs` it goes by itself, for what is said only in passing. */
export function say(message: Omit<Message, 'id'>, forMs?: number): number {
  const id = ++lastId
  useSession.setState(({ messages }) => ({
    messages: [...messages.filter(({ place, text }) => place !== message.place || text !== message.text), { ...message, id }],
  }))
  if (forMs !== undefined) setTimeout(() => dismiss(id), forMs)
  return id
}

/** Takes a message away. */
export function dismiss(id: number): void {
  useSession.setState(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) }))
}

/** Takes away what is out of date at these places; what is said in passing goes by itself. */
export function outdate(...places: Message['place'][]): void {
  useSession.setState(({ messages }) => ({
    messages: messages.filter(({ place, level }) => !places.includes(place) || level === 'info'),
  }))
}
