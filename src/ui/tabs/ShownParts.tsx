import { useIsConvolutional } from '../../store/shape.ts'
import { PICTURES, putAside, usePage } from '../page.ts'
import { type TabName, TABS } from './tabs.ts'

/** What the presenter shows of the open tab: what is left has the room of what is put aside. */
export function ShownParts({ tab }: { readonly tab: TabName }) {
  const aside = usePage((page) => page.aside)
  const isConvolutional = useIsConvolutional()
  const figures = TABS.find(({ id }) => id === tab)?.parts.filter(({ isOfMaps }) => isConvolutional || !isOfMaps) ?? []
  return (
    <fieldset className="shown-parts" aria-label="Shown">
      {[PICTURES, ...figures].map(({ id, what }) => (
        <label key={id}>
          <input type="checkbox" checked={!aside.has(id)} onChange={(event) => putAside(id, !event.target.checked)} />
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
