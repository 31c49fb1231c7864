import { ECE_BINS } from '../../experiment/layout.ts'
import { dataText } from '../../store/measured.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { DataTable } from '../plot/DataTable.tsx'
import { binName, formatCountShort, formatPercent } from '../plot/format.ts'
import { Legend } from '../plot/Legend.tsx'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { useShiftNote } from '../plot/shift.ts'
import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'
import { ArmChoice, useArm } from '../plot/ArmChoice.tsx'
import { armNumbers } from '../plot/armNumbers.ts'
import { reliabilities } from './reliability.ts'
import { ReliabilityPlot } from './ReliabilityPlot.tsx'

const CHOICES = [
  { value: 'all', label: 'all arms' },
  { value: 'one', label: 'one arm' },
] as const

/** Whether an arm that is 80% sure is right 80% of the time. */
export function ReliabilityChart() {
  const session = useSessionInTurn()
  const { split, reliability } = useView()
  const arm = useArm()
  const { repeats, settings } = session
  const arms = reliabilities(session, split)
  const eces = armNumbers(session, split, 'ece').map(({ mean }) => formatPercent(mean))
  const notes = [
    reliability === 'all'
      ? 'point size: examples in the bin'
      : `${armName(settings[arm], arm)}, hatched: gap between accuracy and confidence`,
    'numbers: ECE',
    dataText(session, split, session.frame),
    repeats > 1 ? `bins of ${repeats} repeats together, counts their mean` : 'n = 1',
    useShiftNote('ece', split),
  ].filter(Boolean)
  return (
    <ChartFigure
      name="Reliability"
      term="calibration"
      controls={
        <>
          <ViewChoice of="reliability" label="Which arms" options={CHOICES} />
          {reliability === 'one' && <ArmChoice />}
          <SplitChoice />
        </>
      }
      legend={<Legend arms={settings} values={eces.length > 0 ? eces : settings.map(() => '–')} />}
      note={notes.join(' · ')}
      summary={
        eces.length > 0
          ? `Expected calibration error: ${eces.map((text, arm) => `${armName(settings[arm], arm)} ${text}`).join(', ')}.`
          : 'Not trained yet.'
      }
      table={<ReliabilityTable />}
    >
      {(size) => <ReliabilityPlot size={size} settings={settings} arms={arms} only={reliability === 'one' ? arm : null} />}
    </ChartFigure>
  )
}

function ReliabilityTable() {
  const session = useSessionInTurn(TABLE_MS)
  const { settings } = session
  const split = useView((view) => view.split)
  const arms = reliabilities(session, split)
  const rows = arms.length > 0 ? Array.from({ length: ECE_BINS }, (_, bin) => ECE_BINS - 1 - bin) : []
  return (
    <DataTable
      caption={`Reliability on ${dataText(session, split, session.frame)}: examples in the bin, their accuracy, their mean confidence`}
      lead="Max-probability"
      columns={(arms.length > 0 ? arms : settings).map((_, arm) => armName(settings[arm], arm))}
      rows={rows.map((bin) => ({
        head: binName(bin, ECE_BINS),
        cells: arms.map((bins) => {
          const { count, accuracy, confidence } = bins[bin]
          return count > 0 ? `${formatCountShort(count)}, ${formatPercent(accuracy)}, ${formatPercent(confidence)}` : '0'
        }),
      }))}
    />
  )
}
