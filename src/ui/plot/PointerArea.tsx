import type { PointerEvent } from 'react'
import type { Area } from './plotScale.ts'

/** A place in an area, each 0…1, from its left and from its top. */
export interface Place {
  readonly across: number
  readonly down: number
}

interface Props extends Partial<Area> {
  readonly className?: string
  /** Where the pointer is; undefined once it has left. */
  readonly onLook: (place: Place | undefined) => void
}

/** Lies over an area, unseen, and tells where on it the pointer is. */
export function PointerArea({ onLook, ...area }: Props) {
  const look = (event: PointerEvent<SVGRectElement>) => onLook(placeOf(event))
  return <rect {...area} onPointerDown={look} onPointerMove={look} onPointerLeave={() => onLook(undefined)} />
}

/** Where in its area a pointer is. */
export function placeOf({ currentTarget, clientX, clientY }: PointerEvent<SVGRectElement>): Place {
  const box = currentTarget.getBoundingClientRect()
  const within = (offset: number, length: number) => Math.min(1, Math.max(0, offset / length))
  return { across: within(clientX - box.left, box.width), down: within(clientY - box.top, box.height) }
}

/** Which of `count` equal parts holds a share, 0…1. */
export function partAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)))
}
