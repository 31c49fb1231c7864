import { Slider } from '@base-ui/react/slider'
import { useMemo } from 'react'
import type { NumberControl } from './NumberBox.tsx'
import { scaleOf, valueText } from './scale.ts'
import './slider.css'

interface Props extends NumberControl {
  readonly className?: string
}

/** A slider over a field's range. Its nested input has role slider and the label as its name. */
export function ValueSlider({ field, value, label, describedBy, className = '', onChange }: Props) {
  const scale = useMemo(() => scaleOf(field), [field])
  return (
    <Slider.Root
      className={`slider ${className}`}
      min={scale.min}
      max={scale.max}
      step={scale.step}
      largeStep={scale.largeStep}
      value={scale.position(value)}
      onValueChange={(position) => onChange(scale.value(position))}
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
