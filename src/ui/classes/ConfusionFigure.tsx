import { useEffect, useState } from 'react'
import { client } from '../../store/start.ts'
import { dataOf } from '../../store/data.ts'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { formatPercent, formatStep } from '../plot/format.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import { useStable } from '../plot/useStable.ts'
import { classOrder } from '../pictures/byClass.ts'
import { RepeatChoice, repeatName } from '../pictures/RepeatChoice.tsx'
import { ArmChoice, useArm } from '../plot/ArmChoice.tsx'
import { cellOf, type Confused, worstPairs } from './confusion.ts'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { ConfusionTable } from './ConfusionTable.tsx'

/** How many pairs stand beside the matrix. */
const MOST_BESIDE = 8

/** How often it changes: numbers that change faster cannot be read. */
const REST_MS = 500

/** Test examples by label and predicted class, of one arm and one repeat. Frames carry them while this is on show. */
export function ConfusionFigure() {
  const session = useSessionInTurn(REST_MS)
  const { history, frame, repeats, moment, settings } = session
  const pictures = frame < 0 ? undefined : history.pictures(frame)
  const data = dataOf(session, pictures?.repeat)
  const arm = useArm()
  const [cell, setCell] = useState<readonly [label: number, predicted: number]>()
  useEffect(() => {
    client.wantConfusion(true)
    return () => client.wantConfusion(false)
  }, [])
  const order = useStable(classOrder(data?.trainCounts ?? []))
  if (!data) return null
  const counts = pictures?.confusion?.[arm]
  const { classes, classNames } = data
  const name = armName(settings[arm], arm)
  const say = ({ label, predicted, count, of }: Confused) =>
    `label ${classNames[label]}, predicted ${classNames[predicted]}: ` +
    `${formatStep(count)} of ${formatStep(of)} (${formatPercent(count / of)})`
  const pairs = counts ? worstPairs(counts, classes, MOST_BESIDE) : []
  const read = counts && cell && cellOf(counts, classes, cell)
  const missing =
    moment === null
      ? 'Counting predictions.'
      : 'Predictions are counted while this tab is open; at this moment they were not.'
  const notes = [name, counts ? dataText(session, 'test', frame) : 'test data', repeatName(pictures?.repeat ?? 0, repeats) || 'n = 1', 'tint: share of the label’s examples']
  return (
    <ChartFigure
      name="Confusion"
      controls={
        <>
          <ArmChoice />
          <RepeatChoice />
        </>
      }
      legend={null}
      note={read ? say(read) : notes.join(' · ')}
      summary={
        counts
          ? `${name}: ${pairs.length > 0 ? `most confused, ${say(pairs[0])}.` : 'no test example is predicted wrong.'}`
          : missing
      }
      table={
        counts ? (
          <ConfusionTable counts={counts} order={order} classNames={classNames} name={name} />
        ) : (
          <p>{missing}</p>
        )
      }
    >
      {(size) =>
        counts ? (
          <>
            <ConfusionMatrix
              size={size}
              counts={counts}
              order={order}
              classNames={classNames}
              arm={arm}
              cell={cell}
              onCell={setCell}
              say={say}
            />
            <Pairs pairs={pairs} classNames={classNames} />
          </>
        ) : (
          <p className="confusion-hint">{missing}</p>
        )
      }
    </ChartFigure>
  )
}

function Pairs({ pairs, classNames }: { readonly pairs: readonly Confused[]; readonly classNames: readonly string[] }) {
  return (
    <div className="confusion-pairs">
      <h4>Most confused</h4>
      {pairs.length === 0 && <p>none</p>}
      <ul>
        {pairs.map(({ label, predicted, count, of }) => (
          <li key={`${label} ${predicted}`}>
            <span>
              {classNames[label]} → {classNames[predicted]}
            </span>
            <b>{formatStep(count)}</b> of {formatStep(of)}
          </li>
        ))}
      </ul>
    </div>
  )
}
