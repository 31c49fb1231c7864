import type { ComponentProps, ReactNode } from 'react'

interface Props extends ComponentProps<'button'> {
  /** The accessible name. */
  readonly label: string
  /** Side of the square that the strokes are in, and of the one that is seen, in pixels. */
  readonly box: number
  readonly size?: number
  /** The strokes, as a path or as more than one. */
  readonly strokes: ReactNode
}

/** A button that is a small drawing. */
export function IconButton({ label, box, size = box, strokes, className = '', ...rest }: Props) {
  return (
    <button type="button" className={`button plain icon ${className}`} aria-label={label} {...rest}>
      <svg viewBox={`0 0 ${box} ${box}`} width={size} height={size} fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        {typeof strokes === 'string' ? <path d={strokes} /> : strokes}
      </svg>
    </button>
  )
}

/** What the button that takes something away shows, in a box of 10. */
export const CROSS = 'm1 1 8 8M9 1 1 9'
