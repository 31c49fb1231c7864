import type { Metric } from '../../experiment/metrics.ts'
import { armName } from '../arms.ts'
import { Swatch } from '../plot/Legend.tsx'
import { Reader } from '../plot/Reader.tsx'
import type { Strip, Swept } from './strip.ts'
import { useSweepView } from './sweepView.ts'
import { numberText } from '../../experiment/text.ts'
import { spreadText, sweptName } from './words.ts'

interface Props {
  readonly name: string
  readonly metric: Metric
  readonly strip: Strip
  readonly swept: Swept
}

/** The numbers at the value that is looked at; they lie over the answer, where they hide nothing that is drawn. */
export function StripReadOut({ metric, strip, swept }: Omit<Props, 'name'>) {
  const { at, rows } = useRead({ metric, strip, swept })
  const isRead = useSweepView(({ reading, hovered }) => reading === metric.id && hovered !== undefined)
  if (!isRead) return null
  return (
    <table className="sweep-read-out">
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
  )
}

/** Reads a strip by keyboard. */
export function StripReader({ name, metric, strip, swept }: Props) {
  const { at, rows, place } = useRead({ metric, strip, swept })
  const { values } = strip
  return (
    <Reader
      label={`${name}, value to read`}
      text={`${at}: ${rows.map(({ head, text }) => (head === at ? text : `${head} ${text}`)).join('; ') || 'not measured yet'}`}
      last={values.length - 1}
      value={place}
      onRead={(to) => {
        const value = to === undefined ? undefined : values[to]
        useSweepView.setState({ hovered: value, reading: value === undefined ? undefined : metric.id, ...(value === undefined ? {} : { chosen: value }) })
      }}
    />
  )
}

/** What there is to read at the value that is looked at, the first where none is. */
function useRead({ metric, strip, swept }: Omit<Props, 'name'>) {
  const hovered = useSweepView((view) => view.hovered)
  const { arms, sweep } = swept.experiment
  const place = Math.max(0, hovered === undefined ? 0 : strip.values.indexOf(hovered))
  const value = strip.values[place]
  const at = `${sweptName(sweep.field)} = ${numberText(value)}`
  const ofLines = strip.lines.flatMap(({ arm, points }) => {
    const point = points.find((one) => one.value === value)
    return point ? [{ arm, head: strip.lines.length > 1 ? armName(arms[arm], arm) : at, text: spreadText(metric, point) }] : []
  })
  const ofLevels = strip.levels.map((level) => ({ arm: level.arm, head: armName(arms[level.arm], level.arm), text: spreadText(metric, level) }))
  return { at, place, rows: [...ofLines, ...ofLevels] }
}
