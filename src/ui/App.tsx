import { useSession } from '../store/session.ts'
import { useTable } from '../store/table.ts'
import { Announcer } from './Announcer.tsx'
import { Bar } from './bar/Bar.tsx'
import { Scrubber } from './charts/Scrubber.tsx'
import { useView } from './plot/view.ts'
import { HelpLayer } from './controls/Help.tsx'
import { Desk } from './desk/Desk.tsx'
import { DrawingBoard } from './drawing/DrawingBoard.tsx'
import { useIsDrawing } from './drawing/drawing.ts'
import { DropOverlay } from './DropOverlay.tsx'
import { Guard } from './Guard.tsx'
import { Hints } from './Hints.tsx'
import { later, StandIns } from './later.tsx'
import { Messages } from './Messages.tsx'
import { Settings } from './panels/Settings.tsx'
import { DecisionPictures, NoPicture, WorstImages } from './pictures/index.ts'
import { PICTURES, usePage } from './page.ts'
import { useIsPhone } from './phone.ts'
import { popups } from './popups.ts'
import { useKeys } from './useKeys.ts'
import { FigureTabs } from './tabs/FigureTabs.tsx'
import './app.css'
import './presenter.css'
import './phone.css'

/** What passes is said at the head of the desk, where it moves nothing. */
const FAULTS = ['warning', 'error'] as const

const TableDialog = later('The choice of columns', async () => (await import('./ownData/index.ts')).TableDialog)

/** The page. */
export function App() {
  useKeys()
  const isOld = useSession(({ state }) => state === 'preparing' || state === 'failed')
  const tab = useView((view) => view.tab)
  const isEnlarged = useView(({ enlarged }) => enlarged !== undefined)
  const withoutPicture = usePage(({ presenting, aside }) => presenting && aside.has(PICTURES.id))
  const isPhone = useIsPhone()
  const isDrawing = useIsDrawing()
  const picture = withoutPicture || (
    <Guard key="picture" what={PICTURES.what}>
      <Picture />
    </Guard>
  )
  const figures = (
    <Guard key="figures" what="The figures">
      <FigureTabs />
    </Guard>
  )
  return (
    <>
      <Guard what="The bar">
        <Bar />
      </Guard>
      <Hints />
      <div className="bar-messages">
        <Messages place="engine" />
        <Messages place="link" />
        <Messages place="own" />
        <StandIns />
      </div>
      <div className="page">
        <main>
          <Guard what="The losses">
            <Desk />
          </Guard>
          <div className="course" data-old={isOld || undefined}>
            <Messages place="training" levels={FAULTS} />
            {/* Said here, because a style that looks into the figures (:has) is worked out again whenever one is drawn. */}
            <div className="figures" data-tab={tab} data-enlarged={isEnlarged || undefined} data-drawing={isDrawing || undefined}>
              {isPhone ? [figures, picture] : [picture, figures]}
            </div>
            <Scrubber />
          </div>
          <div ref={popups} />
        </main>
        <Guard what="The settings">
          <Settings />
        </Guard>
      </div>
      <DropOverlay />
      <OwnTable />
      <HelpLayer />
      <Announcer />
    </>
  )
}

/** Apart from the page, which need not be drawn anew when a table is dropped. */
function OwnTable() {
  const hasTable = useTable(({ survey }) => survey !== null)
  return hasTable && <TableDialog />
}

function Picture() {
  const isDrawing = useIsDrawing()
  const kind = useSession(({ data }) => (data?.points ? 'points' : data?.images ? 'images' : data ? 'none' : 'unknown'))
  if (isDrawing) {
    return (
      <div className="pictures" data-drawing>
        <DrawingBoard />
      </div>
    )
  }
  return (
    <div className="pictures">
      {kind === 'points' && <DecisionPictures />}
      {kind === 'images' && <WorstImages />}
      {kind === 'none' && <NoPicture />}
    </div>
  )
}
