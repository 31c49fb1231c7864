import type { NumberField, NumbersField } from '../../experiment/index.ts'

/** Positions of a logarithmic slider; “all”, where allowed, is one more. */
const POSITIONS = 200

/** How a slider's positions stand for a field's values. */
export interface Scale {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly largeStep: number
  position(value: number): number
  value(position: number): number
}

/** The scale of a field's slider. Values outside the slider's range sit at its end. */
export function scaleOf(field: NumberField | NumbersField): Scale {
  const [low, high] = field.slider ?? [field.min, field.max]
  if (field.kind === 'number' && field.scale === 'log') return logScale(low, high, field.integer, field.infinite)
  return {
    min: low,
    max: high,
    step: field.step,
    largeStep: Math.max(field.step, Number(((high - low) / 10).toPrecision(1))),
    position: (value) => Math.min(high, Math.max(low, value)),
    // Sums of decimal steps carry rounding errors that would show in links.
    value: (position) => Number(position.toPrecision(10)),
  }
}

function logScale(low: number, high: number, integer: boolean, infinite: boolean): Scale {
  const span = Math.log(high / low)
  return {
    min: 0,
    max: POSITIONS + (infinite ? 1 : 0),
    step: 1,
    largeStep: 20,
    position: (value) => {
      if (value === Infinity) return POSITIONS + 1
      return Math.round((POSITIONS * Math.log(Math.min(high, Math.max(low, value)) / low)) / span)
    },
    value: (position) => {
      if (position > POSITIONS) return Infinity
      if (position === POSITIONS) return high
      const exact = low * Math.exp((span * position) / POSITIONS)
      const round = Number(exact.toPrecision(2))
      return integer ? Math.round(round) : round
    },
  }
}

/** A field's value as its number box shows it. */
export function valueText(field: NumberField | NumbersField, value: number): string {
  if (value === Infinity) return 'all'
  return (field.integer ? String(value) : String(Number(value.toPrecision(6)))).replace('-', '−')
}

/** The value one step up or down from here, in the field's own steps; on a log scale, in a tenth of the value. */
export function stepped(field: NumberField | NumbersField, value: number, direction: 1 | -1): number {
  if (value === Infinity) return direction > 0 ? value : field.max
  const tenth = Number((Math.abs(value) / 10).toPrecision(1))
  const step = field.kind === 'number' && field.scale === 'log' && !field.integer ? tenth : field.step
  return Number((value + direction * step).toPrecision(10))
}
