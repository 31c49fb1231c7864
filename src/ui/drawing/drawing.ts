import { useMemo } from 'react'
import { create } from 'zustand'
import { drawingFault } from '../../data/drawn.ts'
import { MOST_DRAWN_CLASSES, type Points, readPoints, writePoints } from '../../data/points.ts'
import { endGesture, setField, useExperiment } from '../../store/experiment.ts'
import type { Brush, Tool } from './stroke.ts'

/** How the person draws. What is drawn is the experiment's. */
export interface Drawing {
  /** The board is in the place of the pictures. */
  readonly on: boolean
  /** It was asked for from elsewhere on the page, and wants to be seen. */
  readonly wanted: boolean
  readonly tool: Tool
  readonly brush: Brush
  /** Classes that were added, whether anything is drawn of them or not. */
  readonly added: number
}

/** A drawing has room for two classes from the start. */
const FEWEST_CLASSES = 2

export const useDrawing = create<Drawing>()(() => ({ on: false, wanted: false, tool: 0, brush: 'line', added: FEWEST_CLASSES }))

// Who chooses the kind wants to draw; who opens a link wants to see what it shows.
useExperiment.subscribe((now, before) => {
  const isLoaded = now.loads !== before.loads
  const isChosen = now.experiment.data.kind === 'points' && before.experiment.data.kind !== 'points'
  if (isLoaded) useDrawing.setState({ on: false, tool: 0, added: FEWEST_CLASSES })
  else if (isChosen) useDrawing.setState({ on: true })
})

/** Opens the board; data of another kind become a drawing first. */
export function openBoard(): void {
  setField('data', 'kind', 'points')
  useDrawing.setState({ on: true, wanted: true })
}

/** Takes this to draw with; a class stays among those that can be chosen, whatever becomes of its points. */
export function takeTool(tool: Tool): void {
  useDrawing.setState(({ added }) => ({ tool, added: tool === 'erase' ? added : Math.max(added, tool + 1) }))
}

/** Makes this the drawing, in one change that is undone at once. */
export function draw(points: Points): void {
  const text = writePoints(points)
  if (text === useExperiment.getState().experiment.data.points) return
  // A board that was there because there was nothing else to show stays.
  useDrawing.setState({ on: true })
  endGesture()
  setField('data', 'points', text)
  endGesture()
}

/** What is drawn. */
export function usePoints(): Points {
  const text = useExperiment(({ experiment }) => experiment.data.points)
  return useMemo(() => readPoints(text).points, [text])
}

/** Whether the board is shown: while a person draws, and where there is too little to show anything else. */
export function useIsDrawing(): boolean {
  const on = useDrawing((drawing) => drawing.on)
  const isDrawn = useExperiment(({ experiment }) => experiment.data.kind === 'points')
  const points = usePoints()
  return isDrawn && (on || drawingFault(points) !== null)
}

/** How many classes there are to draw with. */
export function classesToDraw(points: Points, added: number): number {
  return Math.min(MOST_DRAWN_CLASSES, Math.max(added, ...[...points.values()].map((label) => label + 1)))
}
