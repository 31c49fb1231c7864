import { Popover } from '@base-ui/react/popover'
import { useEffect, useRef, useState } from 'react'
import { linkTo } from '../../store/address.ts'
import { useExperiment } from '../../store/experiment.ts'
import { popups } from '../popups.ts'

const SHOWN_MS = 2000

/** Copies the link to this experiment; where the clipboard is closed to pages, shows it selected. */
export function CopyLink() {
  const anchor = useRef<HTMLButtonElement>(null)
  const [copied, setCopied] = useState(false)
  const [link, setLink] = useState<string | null>(null)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    const text = linkTo(useExperiment.getState().experiment, location)
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setLink(text)
    }
  }
  return (
    <>
      <button type="button" ref={anchor} className="button copy" aria-label="Copy link" onClick={() => void copy()}>
        <span className={copied ? 'gone' : ''}>Copy link</span>
        <span className={copied ? '' : 'gone'} aria-hidden="true">
          Copied
        </span>
      </button>
      <output className="unseen">{copied ? 'Copied' : ''}</output>
      <Popover.Root open={link !== null} onOpenChange={(open) => !open && setLink(null)}>
        <Popover.Portal container={popups}>
          <Popover.Positioner className="popup-positioner" anchor={anchor} align="end" sideOffset={6} collisionPadding={8}>
            <Popover.Popup className="popup link-popup">
              <Popover.Title className="popup-title">The link to this experiment</Popover.Title>
              <Popover.Description className="popup-text">
                The browser does not let the page copy it. Copy it from here.
              </Popover.Description>
              <input
                className="link-text"
                aria-label="Link"
                readOnly
                value={link ?? ''}
                ref={(input) => input?.select()}
                onFocus={(event) => event.target.select()}
              />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </>
  )
}
