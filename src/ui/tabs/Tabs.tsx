import { Tabs } from '@base-ui/react/tabs'
import { Suspense } from 'react'
import { useView } from '../plot/view.ts'
import { Guard } from '../Guard.tsx'
import { shownOf, usePage } from '../page.ts'
import { useSweepTab } from '../sweep/openTab.ts'
import { ShownParts } from './ShownParts.tsx'
import { VIEWS } from './tabs.ts'
import './tabs.css'

/** The figures, a tab for each question that they answer; what is not open is neither loaded nor drawn. */
export function Views() {
  useSweepTab()
  const view = useView((state) => state.view)
  const page = usePage()
  return (
    <Tabs.Root className="views" value={view} onValueChange={(view) => useView.setState({ view })}>
      <div className="views-head">
        <Tabs.List className="view-tabs" aria-label="Figures">
          {VIEWS.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id} className="view-tab">
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {page.presenting && <ShownParts view={view} />}
      </div>
      {VIEWS.map(({ id, parts }) => (
        <Tabs.Panel key={id} value={id} className={`charts ${id}`} tabIndex={-1}>
          {shownOf(page, parts).map(({ what, Figure }) => (
            <Guard key={what} what={what}>
              <Suspense fallback={<div />}>
                <Figure />
              </Suspense>
            </Guard>
          ))}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
