import { Slider } from '@base-ui/react/slider'
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { NumbersField } from '../../experiment/index.ts'
import { scaleOf, stepped, valueText } from '../controls/scale.ts'
import { stickTo } from '../controls/stickTo.ts'

interface Props {
  readonly field: NumbersField
  readonly value: number
  readonly label: string
  /** Where α_j = 0, as a value of the fader. */
  readonly bound: number
  readonly onChange: (value: number) => void
}

/** As many pixels of a wheel's turn are one step. */
const WHEEL_STEP = 25
const RESET_KEYS = ['Delete', 'Backspace']

/**
 * A slider that stands upright: also by wheel, and back to 0 by double click, Delete or Backspace. Ticks mark
 * 0 and the bound; below the bound the rail warns.
 */
export function Fader({ field, value, label, bound, onChange }: Props) {
  const scale = useMemo(() => scaleOf(field), [field])
  const root = useRef<HTMLDivElement>(null)
  useWheel(root, (direction) => onChange(stepped(field, value, direction)))
  const height = (at: number) => `${(100 * (at - scale.min)) / (scale.max - scale.min)}%`
  const onKeyDown = (event: KeyboardEvent) => {
    if (!RESET_KEYS.includes(event.key)) return
    event.preventDefault()
    onChange(0)
  }
  return (
    <Slider.Root
      ref={root}
      className="slider fader"
      orientation="vertical"
      min={scale.min}
      max={scale.max}
      step={scale.step}
      largeStep={scale.largeStep}
      value={scale.position(value)}
      onValueChange={(position, details) => onChange(scale.value(stickTo([0, bound], scale, root.current, position, details)))}
      onDoubleClick={() => onChange(0)}
      onKeyDown={onKeyDown}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track" style={{ '--bound': height(bound) } as CSSProperties}>
          <i className="tick" style={{ insetBlockEnd: height(0) }} />
          <i className="tick bound" style={{ insetBlockEnd: height(bound) }} />
          <Slider.Thumb
            className="slider-thumb"
            getAriaLabel={() => label}
            getAriaValueText={() => valueText(field, value)}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}

/** Calls with the direction of each step that the wheel turns over an element, which then does not scroll the page. */
function useWheel(target: { readonly current: HTMLElement | null }, onStep: (direction: 1 | -1) => void): void {
  const latest = useRef(onStep)
  useEffect(() => {
    latest.current = onStep
  })
  useEffect(() => {
    const element = target.current
    let turned = 0
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY === 0 || event.ctrlKey) return
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : WHEEL_STEP * event.deltaY
      turned = Math.sign(turned) === Math.sign(pixels) ? turned + pixels : pixels
      if (Math.abs(turned) < WHEEL_STEP) return
      latest.current(turned < 0 ? 1 : -1)
      turned = 0
    }
    // React's own listener is passive and could not keep the page where it is.
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [target])
}
