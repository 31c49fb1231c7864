import { PICTURE, putAside, usePage } from '../page.ts'
import { type TabName, TABS } from './tabs.ts'

/** What the presenter shows of the open tab: what is left has the room of what is put aside. */
export function ShownParts({ tab }: { readonly tab: TabName }) {
  const aside = usePage((page) => page.aside)
  const figures = TABS.find(({ id }) => id === tab)?.parts.map(({ what }) => what) ?? []
  return (
    <fieldset className="shown-parts" aria-label="Shown">
      {[PICTURE, ...figures].map((what) => (
        <label key={what}>
          <input type="checkbox" checked={!aside.has(what)} onChange={(event) => putAside(what, !event.target.checked)} />
          {title(what)}
        </label>
      ))}
    </fieldset>
  )
}

/** “The loss” as a title: “Loss”. */
function title(what: string): string {
  const name = what.replace(/^The /, '')
  return name[0].toUpperCase() + name.slice(1)
}
