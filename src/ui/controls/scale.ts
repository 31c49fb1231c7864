import type { NumberField, NumbersField } from '../../experiment/index.ts'
import { minus } from '../../experiment/text.ts'

/** Steps of a logarithmic slider before rounding; “all”, where allowed, is one more position. */
const STEPS = 200

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

/** So near to a tick, in pixels, a finger or a pointer means the tick. */
const NEAR = { fine: 4, coarse: 7 } as const

/** The tick that a pointer at a position of a slider means, `length` pixels long from `low` to `high`; else the position. */
export function stuck(position: number, ticks: readonly number[], [low, high]: readonly [number, number], length: number, pointer: keyof typeof NEAR): number {
  const near = (NEAR[pointer] * (high - low)) / Math.max(1, length)
  return ticks.find((tick) => Math.abs(tick - position) <= near) ?? position
}

/** Positions count through the distinct round values, so that every step of the keyboard moves the value. */
function logScale(low: number, high: number, integer: boolean, infinite: boolean): Scale {
  const values = roundValues(low, high, integer)
  const last = values.length - 1
  return {
    min: 0,
    max: last + (infinite ? 1 : 0),
    step: 1,
    largeStep: Math.ceil(last / 10),
    position: (value) => {
      if (value === Infinity) return last + 1
      const above = values.findIndex((one) => one >= value)
      if (above <= 0) return above === 0 ? 0 : last
      return value / values[above - 1] < values[above] / value ? above - 1 : above
    },
    value: (position) => values[position] ?? Infinity,
  }
}

/** Values from low to high, evenly spread over the logarithm as far as two digits allow. */
function roundValues(low: number, high: number, integer: boolean): number[] {
  const round = (value: number) => (integer ? Math.round(Number(value.toPrecision(2))) : Number(value.toPrecision(2)))
  const spread = Array.from({ length: STEPS - 1 }, (_, i) => round(low * (high / low) ** ((i + 1) / STEPS)))
  return [low, ...new Set(spread.filter((value) => value > low && value < high)), high]
}

/** A field's value as its number box shows it. */
export function valueText(field: NumberField | NumbersField, value: number): string {
  if (value === Infinity) return 'all'
  return minus(field.integer ? String(value) : String(Number(value.toPrecision(6))))
}

/** The value one step up or down from here, in the field's own steps; on a log scale, in a tenth of the value. */
export function stepped(field: NumberField | NumbersField, value: number, direction: 1 | -1): number {
  if (value === Infinity) return direction > 0 ? value : field.max
  const tenth = Number((Math.abs(value) / 10).toPrecision(1))
  const step = field.kind === 'number' && field.scale === 'log' && !field.integer ? tenth : field.step
  return Number((value + direction * step).toPrecision(10))
}
