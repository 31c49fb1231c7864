import { shorten } from '../experiment/text.ts'
import { say } from '../store/messages.ts'
import { useViewText } from '../store/viewText.ts'
import { PICTURES, present, usePage } from './page.ts'
import { useView } from './plot/view.ts'
import { type TabName, TABS } from './tabs/tabs.ts'

/** What a link says of the page: the open tab, whether a presenter shows it, and what of the tab is put aside then. */
export interface ShownView {
  readonly tab: TabName
  readonly presenting: boolean
  readonly aside: ReadonlySet<string>
}

const FIRST = TABS[0].id
const PRESENT = 'present'

const partsOf = (tab: TabName): readonly string[] => [PICTURES, ...(TABS.find(({ id }) => id === tab)?.parts ?? [])].map(({ id }) => id)

/**
 * A view as a link writes it, empty for what the page opens with: the tab, then `present` in the presenter view, then
 * the parts of the tab that it shows, where it does not show all: `classes,present,recall`.
 */
export function writeView({ tab, presenting, aside }: ShownView): string {
  const shown = partsOf(tab).filter((id) => !aside.has(id))
  const isWhole = shown.length === partsOf(tab).length || shown.length === 0
  const words = [...(tab === FIRST ? [] : [tab]), ...(presenting ? [PRESENT, ...(isWhole ? [] : shown)] : [])]
  return words.join(',')
}

/** Reads what `writeView` writes; words that it never writes are told as unknown. */
export function readView(text: string): ShownView & { readonly unknown: readonly string[] } {
  const words = text.split(',').map((word) => word.trim()).filter(Boolean)
  const cut = words.includes(PRESENT) ? words.indexOf(PRESENT) : words.length
  const [before, shown] = [words.slice(0, cut), words.slice(cut + 1)]
  const tab = TABS.find(({ id }) => id === before[0])?.id ?? FIRST
  const parts = partsOf(tab)
  const isKnown = shown.some((word) => parts.includes(word))
  const unknown = [...before.filter((word, i) => i > 0 || word !== tab), ...shown.filter((word) => !parts.includes(word))]
  return { tab, presenting: cut < words.length, aside: new Set(isKnown ? parts.filter((id) => !shown.includes(id)) : []), unknown }
}

/** From now on the page shows what its link says, and the link says what the page shows. */
export function followView(): void {
  const written = () => writeView({ tab: useView.getState().tab, ...usePage.getState() })
  const show = (text: string) => {
    if (text === written()) return
    const { tab, presenting, aside, unknown } = readView(text)
    if (unknown.length > 0) {
      const what = unknown.map((word) => `“${shorten(word)}”`).join(', ')
      say({ place: 'link', level: 'warning', text: `view=: ${what} ${unknown.length > 1 ? 'are no tabs or figures and were' : 'is no tab or figure and was'} ignored.` })
    }
    useView.setState({ tab })
    usePage.setState({ aside })
    present(presenting)
  }
  const write = () => useViewText.setState({ text: written() })
  show(useViewText.getState().text)
  useViewText.subscribe(({ text }) => show(text))
  useView.subscribe((now, before) => now.tab !== before.tab && write())
  usePage.subscribe((now, before) => (now.presenting !== before.presenting || now.aside !== before.aside) && write())
}
