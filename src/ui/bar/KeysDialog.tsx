import { Dialog } from '@base-ui/react/dialog'
import { KEYS } from '../keys.ts'
import { usePage } from '../page.ts'
import { popups } from '../popups.ts'
import './keys.css'

/** The button that lists the keys, and the list. */
export function KeysDialog() {
  const open = usePage((page) => page.keysShown)
  return (
    <Dialog.Root open={open} onOpenChange={(keysShown) => usePage.setState({ keysShown })}>
      <Dialog.Trigger className="button plain icon keys-button" aria-label="Keys" title="Keys (?)">
        ?
      </Dialog.Trigger>
      <Dialog.Portal container={popups}>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup keys">
          <Dialog.Title className="popup-title">Keys</Dialog.Title>
          <dl>
            {KEYS.map(({ keys, what }) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (key === '…' ? <span key={key}>{key}</span> : <kbd key={key}>{key}</kbd>))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
            <div>
              <dt>
                <kbd>Esc</kbd>
              </dt>
              <dd>Close what is open; leave the presenter view</dd>
            </div>
          </dl>
          <p className="popup-text">While a field or a slider has the focus, the keys that it uses are its own.</p>
          {import.meta.env.PROD && (
            <p className="popup-text">
              <a href="./licences.txt">Licences</a> of what the page is made of.
            </p>
          )}
          <Dialog.Close className="button">Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
