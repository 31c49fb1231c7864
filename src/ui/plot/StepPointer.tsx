import { type PointerEvent, useState } from 'react'
import type { PlotScale } from './plotScale.ts'
import { placeOf } from './PointerArea.tsx'
import { useView } from './view.ts'
import { zoomOut, zoomTo } from './zoom.ts'

/** The smallest part of the axis that is a range, and not a click with an unsteady hand. */
const LEAST = 0.02

/** Reads a line chart by pointer: the step under it is shared by all line charts, and dragging zooms all of them. */
export function StepPointer({ scale }: { readonly scale: PlotScale }) {
  /** Shares of the axis where a drag began, and is. */
  const [drag, setDrag] = useState<readonly [number, number]>()
  const { area, xAt } = scale
  const [from, to] = drag ? drag.toSorted((a, b) => a - b) : [0, 0]
  return (
    <>
      {drag && (
        <rect className="chart-range" {...area} x={area.x + from * area.width} width={(to - from) * area.width} />
      )}
      <rect
        className="chart-pointer"
        {...area}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => setDrag(undefined)}
        onPointerLeave={() => useView.setState({ hovered: undefined })}
        onDoubleClick={zoomOut}
      />
    </>
  )

  function begin(event: PointerEvent<SVGRectElement>) {
    move(event)
    // A finger that moves along reads the chart.
    if (event.pointerType === 'touch' || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { across } = placeOf(event)
    setDrag([across, across])
  }

  function move(event: PointerEvent<SVGRectElement>) {
    const share = placeOf(event).across
    useView.setState({ hovered: xAt(share) })
    if (drag) setDrag([drag[0], share])
  }

  function end() {
    if (to - from > LEAST) zoomTo(xAt(from), xAt(to))
    setDrag(undefined)
  }
}
