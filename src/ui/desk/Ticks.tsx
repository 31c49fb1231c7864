import { minus } from '../../experiment/text.ts'

/** Whole numbers under a slider over `range`, every second one written out. */
export function Ticks({ range: [low, high] }: { readonly range: readonly [number, number] }) {
  const whole = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  return (
    <div className="ticks" aria-hidden="true">
      {whole.map((value) => (
        <span key={value} style={{ insetInlineStart: `${(100 * (value - low)) / (high - low)}%` }}>
          {value % 2 === 0 ? minus(String(value)) : ''}
        </span>
      ))}
    </div>
  )
}
