import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { drawnClasses } from '../../data/drawn.ts'
import { countText } from '../../experiment/text.ts'
import { useExperiment } from '../../store/experiment.ts'
import { dataOf } from '../../store/data.ts'
import { createClassColors, type PictureColors } from '../pictures/classColors.ts'
import { Picture } from '../pictures/Picture.tsx'
import { createSurfaceLayer } from '../pictures/surfaceLayer.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import { useDrawing, usePoints } from './drawing.ts'
import { onBoard, paintDrawing, paintLines, SPAN } from './paintBoard.ts'
import { middleOf } from './stroke.ts'
import { useCursor } from './useCursor.ts'
import { useStroke } from './useStroke.ts'

/** What is drawn, over what the selected arm has learned of it, on a board of this side in pixels. */
export function Board({ side }: { readonly side: number }) {
  const points = usePoints()
  const { shown, handlers } = useStroke(points)
  const { cell, said, onKeyDown } = useCursor(points)
  const paintSurface = useLearned()
  const hint = useId()
  const board = useRef<HTMLDivElement>(null)
  const wanted = useDrawing((drawing) => drawing.wanted)
  useEffect(() => {
    if (!wanted) return
    board.current?.scrollIntoView({ block: 'nearest' })
    board.current?.focus({ preventScroll: true })
    useDrawing.setState({ wanted: false })
  }, [wanted])
  const pixels = Math.round(side * window.devicePixelRatio)
  const paint = useCallback(
    (context: CanvasRenderingContext2D, colors: PictureColors) => {
      paintSurface(context, pixels, colors)
      paintLines(context, pixels, colors)
      paintDrawing(context, shown, pixels, colors)
    },
    [paintSurface, shown, pixels],
  )
  const [x, y] = onBoard(middleOf(cell), SPAN)
  const counts = [...drawnClasses(shown)].map(([label, count]) => `${count} of class ${label}`)
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is operated */}
      <div
        ref={board}
        className="board"
        role="application"
        aria-label="Drawing board, 64 by 64"
        aria-describedby={hint}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard draws as well
        tabIndex={0}
        style={{ inlineSize: side, blockSize: side }}
        onKeyDown={onKeyDown}
        {...handlers}
      >
        <Picture
          className="decision-picture"
          label={`${countText(shown.size, 'point')} drawn${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`}
          width={pixels}
          height={pixels}
          paint={paint}
        />
        <svg className="board-cursor" viewBox={`0 0 ${SPAN} ${SPAN}`} aria-hidden="true">
          <rect className="halo" x={x - 0.9} y={y - 0.9} width="1.8" height="1.8" />
          <rect x={x - 0.9} y={y - 0.9} width="1.8" height="1.8" />
        </svg>
      </div>
      <p id={hint} className="unseen">
        Arrow keys move, with Shift by eight. Enter or Space sets a point, Delete removes it, digits choose a class.
      </p>
      <p className="unseen" aria-live="polite">
        {said}
      </p>
    </>
  )
}

/** Paints what the selected arm has learned of the drawing; nothing before it was trained on one. */
function useLearned() {
  const session = useSessionInTurn()
  const selected = useExperiment((state) => state.selected)
  const [surfaceLayer] = useState(createSurfaceLayer)
  const [classColors] = useState(createClassColors)
  const { history, frame, trained } = session
  const pictures = frame < 0 ? undefined : history.pictures(frame)
  const surface = trained?.data.kind === 'points' ? pictures?.surfaces?.[selected] : undefined
  const data = dataOf(session, pictures?.repeat)
  return useCallback(
    (context: CanvasRenderingContext2D, side: number, colors: PictureColors) => {
      if (!surface || !data?.points) return
      context.imageSmoothingQuality = 'high'
      context.drawImage(surfaceLayer(surface, data.classes, classColors(colors, data.classNames)), 0, 0, side, side)
    },
    [surface, data, surfaceLayer, classColors],
  )
}
