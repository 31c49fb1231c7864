import { minus } from '../../experiment/text.ts'

/** The whole numbers of a range. */
export function ticksOf([low, high]: readonly [number, number]): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i)
}

/** Whole numbers under a slider over `range`, every second one written out. */
export function Ticks({ range: [low, high] }: { readonly range: readonly [number, number] }) {
  return (
    <div className="ticks" aria-hidden="true">
      {ticksOf([low, high]).map((value) => (
        <span key={value} style={{ insetInlineStart: `${(100 * (value - low)) / (high - low)}%` }}>
          {value % 2 === 0 ? minus(String(value)) : ''}
        </span>
      ))}
    </div>
  )
}
