import type { Slider } from '@base-ui/react/slider'
import { stuck } from './scale.ts'

const BY_POINTER: readonly string[] = ['track-press', 'drag'] satisfies readonly Slider.Root.ChangeEventReason[]

/** What a change of a slider with ticks means: by a pointer the tick that it is near, by the keyboard what it says. */
export function stickTo(
  ticks: readonly number[],
  { min, max }: { readonly min: number; readonly max: number },
  root: HTMLElement | null,
  position: number,
  { reason }: Slider.Root.ChangeEventDetails,
): number {
  if (!root || !BY_POINTER.includes(reason)) return position
  const pointer = matchMedia('(pointer: coarse)').matches ? 'coarse' : 'fine'
  return stuck(position, ticks, [min, max], Math.max(root.clientWidth, root.clientHeight), pointer)
}
