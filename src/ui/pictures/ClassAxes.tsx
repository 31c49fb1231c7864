import { memo } from 'react'
import { axisUpTo } from '../plot/axis.ts'
import { formatStep } from '../plot/format.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import type { PlotSize } from '../plot/usePlotSize.ts'
import { countsOn, isUneven } from './byClass.ts'

interface Props {
  readonly size: PlotSize
  readonly scale: PlotScale
  readonly counts: readonly number[]
  readonly names: readonly string[]
  readonly metric: 'recall' | 'classPt'
}

/** Shares and probabilities alike. */
export const UNIT = axisUpTo(1, 5)

/** Bars of the class sizes, the axis from 0 to 1 beside them, the classes' names below where they have room. */
export const ClassAxes = memo(function ClassAxes({ size, scale, counts, names, metric }: Props) {
  const { em, width, height } = size
  const { area } = scale
  const largest = Math.max(...counts)
  const smallest = Math.min(...counts)
  const small = em * 0.875
  const room = area.width / counts.length
  const longest = Math.max(...names.map((name) => name.length)) * small * 0.62
  // Every first, second, fifth, … name, so that neighbours keep apart.
  const every = [1, 2, 5, 10, 20, 50].find((step) => step * room > longest + em * 0.6)
  // Of names that do not count on from the first, leaving some out would say nothing.
  const named = every === 1 || countsOn(names) ? every : undefined
  const below = height - em * 0.4
  return (
    <svg className="chart-over class-axes" width={width} height={height} aria-hidden="true">
      {isUneven(counts) && counts.map((count, rank) => {
        const top = scale.y(count / largest)
        const [from, to] = [scale.x(rank + 0.1), scale.x(rank + 0.9)]
        // oxlint-disable-next-line react/no-array-index-key -- a class is its rank here
        return <rect key={rank} x={from} width={to - from} y={top} height={area.y + area.height - top} />
      })}
      {UNIT.ticks.map((tick) => (
        <g key={tick}>
          <line x1={area.x} x2={area.x + area.width} y1={scale.y(tick)} y2={scale.y(tick)} />
          <text x={area.x - em * 0.5} y={scale.y(tick) + em * 0.3} fontSize={small} textAnchor="end">
            {metric === 'recall' ? Math.round(tick * 100) : tick}
          </text>
        </g>
      ))}
      <text fontSize={small} textAnchor="middle" transform={`translate(${em} ${area.y + area.height / 2}) rotate(-90)`}>
        {metric === 'recall' ? (
          'recall, %'
        ) : (
          <>
            mean P
            <tspan dy="0.25em" fontSize="0.8em">
              t
            </tspan>
          </>
        )}
      </text>
      {named !== undefined &&
        names.map(
          (name, rank) =>
            rank % named === 0 && (
              <text key={name} x={scale.x(rank + 0.5)} y={below - em * 1.05} fontSize={small} textAnchor="middle">
                {name}
              </text>
            ),
        )}
      {!isUneven(counts) ? (
        <text x={area.x + area.width / 2} y={below} fontSize={small} textAnchor="middle">
          class, {smallest < largest && `${formatStep(smallest)}–`}
          {formatStep(largest)} training examples each
        </text>
      ) : (
        <>
          <text x={area.x} y={below} fontSize={small}>
            largest class, n = {formatStep(largest)}
          </text>
          <text x={area.x + area.width} y={below} fontSize={small} textAnchor="end">
            smallest, n = {formatStep(smallest)}
          </text>
        </>
      )}
    </svg>
  )
})
