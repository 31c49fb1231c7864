import { useSession } from '../store/session.ts'
import { Announcer } from './Announcer.tsx'
import { Bar } from './bar/Bar.tsx'
import { AccuracyChart, ConfidenceChart, LossChart, ShareChart } from './charts/index.ts'
import { HelpLayer } from './controls/Help.tsx'
import { Desk } from './desk/Desk.tsx'
import { DropOverlay } from './DropOverlay.tsx'
import { Messages } from './Messages.tsx'
import { Settings } from './panels/Settings.tsx'
import { DecisionPictures, NoPicture, WorstImages } from './pictures/index.ts'
import './app.css'

/** The page. */
export function App() {
  return (
    <>
      <Bar />
      <div className="bar-messages">
        <Messages place="engine" />
        <Messages place="link" />
      </div>
      <div className="page">
        <main>
          <Desk />
          <div className="course">
            <Messages place="training" />
            <div className="figures">
              <Picture />
              <div className="charts">
                <LossChart />
                <ShareChart />
                <AccuracyChart />
                <ConfidenceChart />
              </div>
            </div>
          </div>
        </main>
        <Settings />
      </div>
      <DropOverlay />
      <HelpLayer />
      <Announcer />
    </>
  )
}

function Picture() {
  const kind = useSession(({ data }) => (data?.points ? 'points' : data?.images ? 'images' : data ? 'none' : 'unknown'))
  return (
    <div className="pictures">
      {kind === 'points' && <DecisionPictures />}
      {kind === 'images' && <WorstImages />}
      {kind === 'none' && <NoPicture />}
    </div>
  )
}
