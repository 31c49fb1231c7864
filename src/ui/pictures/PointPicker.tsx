import type { MouseEvent } from 'react'
import type { DataSummary } from '../../engine/protocol.ts'
import { useSession } from '../../store/session.ts'
import { follow } from '../example/follow.ts'
import { toPixels } from './paintPoints.ts'
import { nearestPoint } from './nearestPoint.ts'

const SIDE = 100
/** How far from a point a click may be, in hundredths of the side. */
const REACH = 6

/** Lies over a surface of this data: a click follows the nearest point, and a ring marks the one that is followed. */
export function PointPicker({ data }: { readonly data: DataSummary }) {
  const isFollowed = useSession((session) => session.data?.repeat === data.repeat)
  const tracked = useSession((session) => session.tracked)
  const { points } = data
  if (!points) return null
  const place = toPixels(points.box, SIDE)
  const { positions, labels } = points[tracked?.split ?? 'test']
  const marked = isFollowed && tracked && tracked.index < labels.length
  const [x, y] = marked ? place(positions[2 * tracked.index], positions[2 * tracked.index + 1]) : [0, 0]
  return (
    // The keyboard chooses an example by its number, in the tab “One example”.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <svg className="decision-picker" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true" onClick={(event) => choose(event, data, points)}>
      {marked && (
        <>
          <circle className="halo" cx={x} cy={y} r="4.5" />
          <circle cx={x} cy={y} r="4.5" />
        </>
      )}
    </svg>
  )
}

function choose(
  { currentTarget, clientX, clientY }: MouseEvent<SVGSVGElement>,
  data: DataSummary,
  points: NonNullable<DataSummary['points']>,
) {
  const box = currentTarget.getBoundingClientRect()
  const at = [((clientX - box.left) / box.width) * SIDE, ((clientY - box.top) / box.height) * SIDE] as const
  const nearest = nearestPoint(points, toPixels(points.box, SIDE), at, REACH)
  if (nearest) follow(nearest, data)
}
