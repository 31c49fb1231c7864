import { type Session, useSession } from './session.ts'

/** The kept frame that the page shows: the latest, or the one nearest to the chosen moment; −1 before the first. */
export function shownFrame({ history, moment }: Pick<Session, 'history' | 'moment'>): number {
  return moment === null ? history.frames - 1 : history.nearest(moment)
}

/** Shows a past step everywhere on the page until `showLive`. */
export function showMoment(step: number): void {
  useSession.setState({ moment: step })
}

/** Returns to what is happening now. */
export function showLive(): void {
  useSession.setState({ moment: null })
}
