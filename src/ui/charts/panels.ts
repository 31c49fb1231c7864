import { type Axis, axisUpTo } from '../plot/axis.ts'

/** Room between panels, where a panel is 1 wide. */
const GAP = 0.15

/** More panels than this have no room for a tick in their middle. */
const WIDE = 3

/** Where a panel's 0 stands on the axis that all share; its 1 is 1 farther. */
export function panelStart(panel: number): number {
  return panel * (1 + GAP)
}

/** The axis of panels side by side, each of them 0…1. */
export function panelAxis(panels: number): Axis {
  if (panels === 1) return axisUpTo(1, 5)
  const ticks = panels > WIDE ? [0, 1] : [0, 0.5, 1]
  return {
    domain: [0, panelStart(panels - 1) + 1],
    ticks: Array.from({ length: panels }, (_, panel) => ticks.map((tick) => panelStart(panel) + tick)).flat(),
  }
}

/** The probability at a place on that axis; at least 1 between panels. */
export function panelAt(place: number): number {
  // Sums of the gap carry rounding errors.
  const panel = Math.floor(place / (1 + GAP) + 1e-9)
  return place - panelStart(panel)
}

/** The text of a tick of that axis. */
export function panelTick(place: number): string {
  return String(Math.abs(Number(panelAt(place).toFixed(2))))
}
