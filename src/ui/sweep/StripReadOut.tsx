import type { Metric } from '../../experiment/metrics.ts'
import type { SweepResults } from '../../store/sweep.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../charts/Legend.tsx'
import { Reader } from '../charts/Reader.tsx'
import { LEFT, RIGHT } from '../charts/plotScale.ts'
import type { Strip } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import { valueText } from './valueAxis.ts'
import { spreadText, sweptName } from './words.ts'

interface Props {
  readonly name: string
  readonly metric: Metric
  readonly strip: Strip
  readonly results: SweepResults
  /** The place of the value that is read, −1 where none is. */
  readonly place: number
  /** Where it stands, as a share of the plot. */
  readonly cursor: number
}

/** The numbers at the value that is looked at, and the way to look by keyboard. */
export function StripReadOut({ name, metric, strip, results, place, cursor }: Props) {
  const isRead = useSweepView(({ reading }) => reading === metric.id)
  const { arms, sweep } = results.experiment
  const { values } = strip
  const value = values[Math.max(0, place)]
  const at = `${sweptName(sweep.field)} = ${valueText(value)}`
  const ofLines = strip.lines.flatMap(({ arm, points }) => {
    const point = points.find((one) => one.value === value)
    return point ? [{ arm, head: strip.lines.length > 1 ? armName(arms[arm], arm) : at, text: spreadText(metric, point) }] : []
  })
  const ofLevels = strip.levels.map((level) => ({ arm: level.arm, head: armName(arms[level.arm], level.arm), text: spreadText(metric, level) }))
  const rows = [...ofLines, ...ofLevels]
  return (
    <>
      <Reader
        label={`${name}, value to read`}
        text={`${at}: ${rows.map(({ head, text }) => (head === at ? text : `${head} ${text}`)).join('; ') || 'not measured yet'}`}
        last={values.length - 1}
        value={Math.max(0, place)}
        onRead={(at) => useSweepView.setState(at === undefined ? { hovered: undefined, reading: undefined } : { hovered: values[at], chosen: values[at], reading: metric.id })}
      />
      {isRead && place >= 0 && (
        <table className="chart-read-out" style={cursor < 0.5 ? { insetInlineEnd: `${RIGHT}em` } : { insetInlineStart: `${LEFT}em` }}>
          <tbody>
            {strip.lines.length > 1 && (
              <tr>
                <th colSpan={2}>{at}</th>
              </tr>
            )}
            {rows.map(({ arm, head, text }, i) => (
              // Two arms may have the same name.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={i}>
                <th>
                  <Swatch arm={arm} /> {head}
                </th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
