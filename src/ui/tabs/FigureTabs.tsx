import { Tabs } from '@base-ui/react/tabs'
import { useIsPhone } from '../phone.ts'
import { useView } from '../plot/view.ts'
import { shownOf, usePage } from '../page.ts'
import { ShownParts } from './ShownParts.tsx'
import { partsOf, TABS } from './tabs.ts'
import './tabs.css'

/** The figures, a tab for each question that they answer; what is not open is neither loaded nor drawn. */
export function FigureTabs() {
  const tab = useView((view) => view.tab)
  const page = usePage()
  const isPhone = useIsPhone()
  return (
    <Tabs.Root className="tabs" value={tab} onValueChange={(tab) => useView.setState({ tab })}>
      <div className="tabs-head">
        <Tabs.List className="tab-list" aria-label="Figures">
          {TABS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id} className="tab">
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {page.presenting && <ShownParts tab={tab} />}
      </div>
      {TABS.map((one) => (
        <Tabs.Panel key={one.id} value={one.id} className={`charts ${one.id}`} tabIndex={-1}>
          {shownOf(page, partsOf(one, isPhone)).map(({ id, Figure }) => (
            <Figure key={id} />
          ))}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
