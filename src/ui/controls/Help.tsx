import { Tooltip } from '@base-ui/react/tooltip'
import { type ComponentProps, type ReactElement, useId } from 'react'
import { Latex } from '../desk/Formula.tsx'
import { popups } from '../popups.ts'
import { handle, type HelpPayload } from './helpHandle.ts'
import './help.css'

interface Props extends Omit<ComponentProps<'div'>, 'children'>, Partial<HelpPayload> {
  readonly text: string
  /** The element that shows the help when it, or what is in it, is hovered or focused by keyboard. */
  readonly render?: ReactElement
  readonly children?: ComponentProps<'div'>['children']
  /** Whether a finger's tap on any of it shows the help; else only one on its label does. */
  readonly onTap?: boolean
}

/** Shows a text beside what it wraps, on hover, on focus, and on a tap on its label. */
export function Help({ text, formula, side = 'right', render = <div />, onTap = false, children, ...rest }: Props) {
  const id = useId()
  return (
    <Tooltip.Trigger
      id={id}
      handle={handle}
      payload={{ text, formula, side }}
      render={render}
      delay={500}
      onClick={({ target, nativeEvent }) => {
        const isLabel = target instanceof Element && target.closest('.dial-label') !== null
        const isTap = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
        if (isLabel || (onTap && isTap)) handle.open(id)
      }}
      {...(rest as object)}
    >
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
            <Tooltip.Popup className="help">
              {payload?.text}
              {payload?.formula && (
                <span className="help-formula">
                  <Latex latex={payload.formula} />
                </span>
              )}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  )
}
