import { CopyLink } from './CopyLink.tsx'
import { EngineChoice } from './EngineChoice.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { PresenterChoice } from './PresenterChoice.tsx'
import { PresetMenu } from './PresetMenu.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import { TrainControls } from './TrainControls.tsx'
import './bar.css'

/** The line at the top: what trains, how far it is, and the ways in and out. */
export function Bar() {
  return (
    <header className="bar">
      <h1>PolyLoss playground</h1>
      <TrainControls />
      <EngineChoice />
      <div className="bar-end">
        <PresetMenu />
        <CopyLink />
        <div className="bar-icons">
          <PresenterChoice />
          <ThemeChoice />
          <KeysDialog />
        </div>
      </div>
    </header>
  )
}
