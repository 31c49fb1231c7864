import { create } from 'zustand'

/** How the page is shown, beside what `theme.ts` and `plot/view.ts` keep. */
export interface PageState {
  /** Larger type and fewer controls, for a projector. */
  readonly presenting: boolean
  /** What a presenter has put aside, by the `id` of its part; empty: everything is shown. */
  readonly aside: ReadonlySet<string>
  /** The list of keys is open. */
  readonly keysShown: boolean
}

/** The part beside the figures of the open tab. */
export const PICTURES = { id: 'pictures', what: 'The pictures' } as const

export const usePage = create<PageState>()(() => ({ presenting: false, aside: new Set(), keysShown: false }))

/** Enters the presenter view or leaves it. */
export function present(presenting: boolean): void {
  // On the root, where the type size is set.
  document.documentElement.toggleAttribute('data-presenter', presenting)
  usePage.setState({ presenting })
}

/** The parts of the page that are shown of these. */
export function shownOf<T extends { readonly id: string }>({ presenting, aside }: PageState, parts: readonly T[]): readonly T[] {
  return presenting && aside.size > 0 ? parts.filter(({ id }) => !aside.has(id)) : parts
}

/** Puts a part of the page aside in the presenter view, or brings it back. */
export function putAside(id: string, away: boolean): void {
  usePage.setState(({ aside }) => {
    const next = new Set(aside)
    if (away) next.add(id)
    else next.delete(id)
    return { aside: next }
  })
}
