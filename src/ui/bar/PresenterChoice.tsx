import { IconButton } from '../controls/IconButton.tsx'
import { present, usePage } from '../page.ts'

/** Enters the presenter view and leaves it. */
export function PresenterChoice() {
  const presenting = usePage((page) => page.presenting)
  const title = presenting ? 'Leave the presenter view (P)' : 'Presenter view: larger type, fewer controls (P)'
  return (
    <IconButton
      label="Presenter view"
      title={title}
      aria-pressed={presenting}
      onClick={() => present(!presenting)}
      box={16}
      strokes="M1 2.5h14M2.5 2.5v8h11v-8M8 10.5v2M5 14.5l3-2 3 2"
    />
  )
}
