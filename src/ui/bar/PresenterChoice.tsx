import { present, usePage } from '../page.ts'

/** Enters the presenter view and leaves it. */
export function PresenterChoice() {
  const presenting = usePage((page) => page.presenting)
  return (
    <button
      type="button"
      className="button plain icon"
      aria-label="Presenter view"
      aria-pressed={presenting}
      title={presenting ? 'Leave the presenter view (P)' : 'Presenter view: larger type, fewer controls (P)'}
      onClick={() => present(!presenting)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <path d="M1 2.5h14M2.5 2.5v8h11v-8M8 10.5v2M5 14.5l3-2 3 2" />
      </svg>
    </button>
  )
}
