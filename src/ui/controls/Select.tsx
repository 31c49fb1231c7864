import type { ComponentProps } from 'react'

interface Props<T extends string | number> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  /** The accessible name; left out where a label stands around it. */
  readonly label?: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** One of a list, as the browser's own select. */
export function Select<T extends string | number>({ label, value, options, onChange, className = 'select', ...rest }: Props<T>) {
  const choose = (text: string) => {
    const chosen = options.find((option) => String(option.value) === text)
    if (chosen) onChange(chosen.value)
  }
  return (
    <select className={className} aria-label={label} value={String(value)} onChange={(event) => choose(event.target.value)} {...rest}>
      {options.map((option) => (
        <option key={option.value} value={String(option.value)}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
