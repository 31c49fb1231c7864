import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { popups } from '../popups.ts'

interface Props {
  /** What is in the button. */
  readonly label: ReactNode
  /** What the menu is called, where its label does not say it. */
  readonly name?: string
  /** Of the button, and of what it opens. */
  readonly trigger?: string
  readonly className: string
  readonly title?: string
  readonly children: ReactNode
}

/** A button with what it opens below it. */
export function Menu({ label, name, trigger = 'button', className, title, children }: Props) {
  const called = name ?? (typeof label === 'string' ? label : undefined)
  return (
    <Popover.Root>
      <Popover.Trigger className={trigger} title={title} aria-label={typeof label === 'string' ? undefined : name}>
        {label}
      </Popover.Trigger>
      <Popover.Portal container={popups}>
        <Popover.Positioner className="popup-positioner" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className={`popup ${className}`} aria-label={called}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
