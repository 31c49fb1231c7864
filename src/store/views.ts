import type { DataView } from '../engine/protocol.ts'
import { type Session, useSession } from './session.ts'

/** Shows this of the data; where repeats draw their own, beside what is `known` of other repeats' data. */
export function showData(data: DataView, known: Session['views']): void {
  const views = data.repeat === undefined ? known : new Map(known).set(data.repeat, data)
  useSession.setState({ data, views })
}

/** The data that belongs to what is shown of a repeat. */
export function viewOf({ data, views }: Pick<Session, 'data' | 'views'>, repeat: number | undefined): DataView | null {
  return (repeat === undefined ? undefined : views.get(repeat)) ?? data
}

/** Makes a repeat the watched one; the life of an example of another repeat's data ends. */
export function watchRepeat(repeat: number): void {
  useSession.setState((session) => {
    const isOwn = session.data?.repeat !== undefined
    return { watched: repeat, data: viewOf(session, repeat), life: isOwn ? null : session.life }
  })
}
