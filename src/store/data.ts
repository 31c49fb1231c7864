import type { DataSummary } from '../engine/protocol.ts'
import { type Session, useSession } from './session.ts'

/** Shows this of the data; where repeats draw their own, beside what is `known` of other repeats' data. */
export function showData(data: DataSummary, known: Session['summaries']): void {
  const summaries = data.repeat === undefined ? known : new Map(known).set(data.repeat, data)
  useSession.setState({ data, summaries })
}

/** The data that belongs to what is shown of a repeat. */
export function dataOf({ data, summaries }: Pick<Session, 'data' | 'summaries'>, repeat: number | undefined): DataSummary | null {
  return (repeat === undefined ? undefined : summaries.get(repeat)) ?? data
}

/** Makes a repeat the watched one; the life of an example of another repeat's data ends. */
export function watchRepeat(repeat: number): void {
  useSession.setState((session) => {
    const isOwn = session.data?.repeat !== undefined
    return { watched: repeat, data: dataOf(session, repeat), life: isOwn ? null : session.life, maps: isOwn ? null : session.maps }
  })
}
