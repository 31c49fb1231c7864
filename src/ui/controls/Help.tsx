import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactElement } from 'react'
import { popups } from '../popups.ts'
import './help.css'

/** All helps share one tooltip: a page has dozens of dials and shows one help at a time. */
const handle = Tooltip.createHandle<string>()

interface Props extends Omit<ComponentProps<'div'>, 'children'> {
  readonly text: string
  /** The element that shows the help when it, or what is in it, is hovered or focused by keyboard. */
  readonly render?: ReactElement
  readonly children?: ComponentProps<'div'>['children']
}

/** Shows a text beside what it wraps, on hover and on focus. */
export function Help({ text, render = <div />, children, ...rest }: Props) {
  return (
    <Tooltip.Trigger handle={handle} payload={text} render={render} delay={500} {...(rest as object)}>
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
          <Tooltip.Positioner className="help-positioner" sideOffset={8} collisionPadding={8} side="bottom" align="start">
            <Tooltip.Popup className="help">{payload}</Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  )
}
