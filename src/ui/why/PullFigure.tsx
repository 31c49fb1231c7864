import { HISTOGRAM_BINS } from '../../experiment/layout.ts'
import { minus } from '../../experiment/text.ts'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { binName, formatPercent, formatValue } from '../plot/format.ts'
import { useSessionInTurn } from '../plot/redraw.ts'
import { meanOfRepeats } from '../plot/repeats.ts'
import { Term } from '../controls/Term.tsx'
import { ArmChoice } from '../plot/ArmChoice.tsx'
import { ArmLegend } from './ArmLegend.tsx'
import { PtReader } from './PtReader.tsx'
import { PullPlot } from './PullPlot.tsx'
import { PullTable } from './PullTable.tsx'
import { lossAt, pullAt, termPullsAt } from './pulls.ts'
import { TermLegend } from './TermLegend.tsx'
import { usePullView } from './usePullView.ts'
import { useWhy } from './why.ts'

const NAME = 'Where the loss pulls, where the examples are'

/** Loss, pull and examples over one axis of P_t: which term pulls whom, and which examples the gradient comes from. */
export function PullFigure() {
  const session = useSessionInTurn()
  const view = usePullView(session)
  const chosen = useWhy((why) => why.pt)
  const { arm, arms, loss, asTrained, mean, examples, gradient, pushedText } = view
  const name = armName(arms[arm], arm)
  const at = chosen ?? mean ?? 0.5
  const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(at * HISTOGRAM_BINS))
  const values = arms.map((one) => `loss ${formatValue(lossAt(one, at))}, pull ${formatValue(pullAt(one, at))}`)
  const inBin = `${formatPercent(examples[bin])} of examples, ${formatPercent(gradient[bin])} of the gradient`
  return (
    <ChartFigure
      name={NAME}
      term="gradient"
      controls={<ArmChoice />}
      legend={
        <>
          <ArmLegend arms={arms} at={at} />
          <TermLegend arm={arm} values={[...termPullsAt(loss, at)].map(short)} />
        </>
      }
      note={
        <>
          at {chosen === undefined && mean !== undefined && 'the mean '}
          <Term of="pt">
            P<sub>t</sub>
          </Term>{' '}
          {at.toFixed(2)}
          {mean !== undefined && `; from ${binName(bin, HISTOGRAM_BINS)}: ${inBin}`} · {dataText(session, 'train', session.frame)}
          {asTrained && ` as trained with ${asTrained}`}
          {`, ${meanOfRepeats(session.repeats)}`}
          {loss.labelSmoothing > 0 && ' · m is that of the hard label, without label smoothing'}
          {arms[arm].classWeights !== 'none' && ' · without class weights'}
        </>
      }
      summary={mean === undefined ? 'Not trained yet.' : `${name}: mean P_t ${formatValue(mean)}. ${peak(gradient)} ${pushedText}`}
      table={<PullTable />}
    >
      {(size) => (
        <>
          <PullPlot {...view} size={size} at={chosen ?? mean} chosen={chosen !== undefined} />
          <PtReader name={NAME} at={at} text={[...values.map((value, i) => `${armName(arms[i], i)} ${value}`), inBin].join('; ')} />
        </>
      )}
    </ChartFigure>
  )
}

/** A pull where nine of them stand in a row. */
function short(pull: number): string {
  return minus(pull.toFixed(2))
}

/** The bin that most of the gradient comes from, in a sentence. */
function peak(gradient: readonly number[]): string {
  const most = Math.max(...gradient)
  if (!(most > 0)) return 'No example has a gradient.'
  const bin = gradient.indexOf(most)
  return `${formatPercent(gradient[bin])} of the gradient comes from examples with P_t ${binName(bin, HISTOGRAM_BINS)}.`
}
