import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactElement } from 'react'
import { popups } from '../popups.ts'
import './help.css'

interface Payload {
  readonly text: string
  readonly side: 'right' | 'bottom'
}

/** All helps share one tooltip: a page has dozens of dials and shows one help at a time. */
const handle = Tooltip.createHandle<Payload>()

interface Props extends Omit<ComponentProps<'div'>, 'children'>, Partial<Payload> {
  readonly text: string
  /** The element that shows the help when it, or what is in it, is hovered or focused by keyboard. */
  readonly render?: ReactElement
  readonly children?: ComponentProps<'div'>['children']
}

/** Shows a text beside what it wraps, on hover and on focus. */
export function Help({ text, side = 'right', render = <div />, children, ...rest }: Props) {
  return (
    <Tooltip.Trigger handle={handle} payload={{ text, side }} render={render} delay={500} {...(rest as object)}>
      {children}
    </Tooltip.Trigger>
  )
}

/** The one tooltip; placed once on the page. */
export function HelpLayer() {
  return (
    <Tooltip.Root handle={handle}>
      {({ payload }) => (
        <Tooltip.Portal container={popups}>
          <Tooltip.Positioner className="help-positioner" sideOffset={8} collisionPadding={8} side={payload?.side}>
            <Tooltip.Popup className="help">{payload?.text}</Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  )
}
