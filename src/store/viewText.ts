import { create } from 'zustand'

/** What of the page is shown, as `view=` in a link says it; empty for what it opens with. `ui/viewLink.ts` reads and writes it. */
export const useViewText = create<{ readonly text: string }>()(() => ({ text: '' }))
