import { Popover } from '@base-ui/react/popover'
import { useEffect, useRef, useState } from 'react'
import { copiesOf, type Copy } from '../../store/copies.ts'
import { Menu } from '../controls/Menu.tsx'
import { formatStep } from '../plot/format.ts'
import { useView } from '../plot/view.ts'
import { popups } from '../popups.ts'

const SHOWN_MS = 2000

/** What each link does for who opens it. */
const WORDS: Readonly<Record<Copy['id'], (step: string) => string>> = {
  trained: (step) => `As trained: it trains to step ${step} and pauses`,
  receipt: (step) => `With a receipt: whoever opens it sees whether step ${step} has the same bits`,
  swept: () => 'With the sweep: it runs on opening',
  opened: (step) => `As opened: it trains to step ${step} and pauses`,
  untrained: () => 'Untrained: whoever opens it presses Train',
}

/** Copies the link to what is on the page; where the clipboard is closed to pages, shows it selected. */
export function CopyLink() {
  const anchor = useRef<HTMLButtonElement>(null)
  const [copied, setCopied] = useState<Copy | null>(null)
  const [link, setLink] = useState<string | null>(null)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async (one: Copy) => {
    try {
      await navigator.clipboard.writeText(one.link)
      setCopied(one)
    } catch {
      setLink(one.link)
    }
  }
  return (
    <span className="copy-link">
      <button type="button" ref={anchor} className="button copy" aria-label="Copy link" onClick={() => void copy(copies()[0])}>
        <span className={copied ? 'gone' : ''}>Copy link</span>
        <span className={copied ? '' : 'gone'} aria-hidden="true">
          Copied
        </span>
      </button>
      <Menu label={<span aria-hidden="true">▾</span>} name="What the link carries" trigger="button copy-more" className="copy-ways" title="What the link carries">
        <Ways onCopy={(one) => void copy(one)} />
      </Menu>
      <output className="unseen">{copied ? `Copied. ${wordsOf(copied)}.` : ''}</output>
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
    </span>
  )
}

/** The links that there are as the menu opens. */
function Ways({ onCopy }: { readonly onCopy: (copy: Copy) => void }) {
  const [ways] = useState(copies)
  return (
    <ul>
      {ways.map((one) => (
        <li key={one.id}>
          <Popover.Close className="preset" onClick={() => onCopy(one)}>
            {wordsOf(one)}
          </Popover.Close>
        </li>
      ))}
    </ul>
  )
}

function copies(): readonly Copy[] {
  return copiesOf(location, useView.getState().tab === 'sweep')
}

function wordsOf({ id, step }: Copy): string {
  return WORDS[id](formatStep(step))
}
