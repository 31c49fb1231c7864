import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { popups } from '../popups.ts'

interface Props {
  readonly label: string
  /** What the menu is called where its label changes. */
  readonly name?: string
  readonly className: string
  readonly children: ReactNode
}

/** A button of the table's head with what it opens. */
export function Menu({ label, name = label, className, children }: Props) {
  return (
    <Popover.Root>
      <Popover.Trigger className="button">{label}</Popover.Trigger>
      <Popover.Portal container={popups}>
        <Popover.Positioner className="popup-positioner" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className={`popup runs-menu ${className}`} aria-label={name}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
