import { Slider } from '@base-ui/react/slider'
import { useMemo, useRef } from 'react'
import type { NumberControl } from './NumberBox.tsx'
import { scaleOf, valueText } from './scale.ts'
import { stickTo } from './stickTo.ts'
import './slider.css'

interface Props extends NumberControl {
  readonly className?: string
  /** Values that a pointer near them means. */
  readonly ticks?: readonly number[]
}

/** A slider over a field's range. Its nested input has role slider and the label as its name. */
export function ValueSlider({ field, value, label, describedBy, className = '', ticks = [], onChange }: Props) {
  const scale = useMemo(() => scaleOf(field), [field])
  const root = useRef<HTMLDivElement>(null)
  return (
    <Slider.Root
      ref={root}
      className={`slider ${className}`}
      min={scale.min}
      max={scale.max}
      step={scale.step}
      largeStep={scale.largeStep}
      value={scale.position(value)}
      onValueChange={(position, details) => onChange(scale.value(stickTo(ticks, scale, root.current, position, details)))}
      thumbAlignment="edge"
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Indicator className="slider-fill" />
          <Slider.Thumb
            className="slider-thumb"
            getAriaLabel={() => label}
            getAriaValueText={() => valueText(field, value)}
            aria-describedby={describedBy}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}
