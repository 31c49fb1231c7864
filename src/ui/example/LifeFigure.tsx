import { useMemo } from 'react'
import { nearest } from '../../store/history.ts'
import { armName } from '../arms.ts'
import { ChartFigure } from '../plot/ChartFigure.tsx'
import { DataTable } from '../plot/DataTable.tsx'
import { formatStep } from '../plot/format.ts'
import { Legend } from '../plot/Legend.tsx'
import { TABLE_MS, useSessionInTurn } from '../plot/redraw.ts'
import { tableFrames } from '../plot/sample.ts'
import { StepReading } from '../plot/StepReading.tsx'
import { useStepAxis } from '../plot/useStepAxis.ts'
import { useView } from '../plot/view.ts'
import { repeatName } from '../pictures/RepeatChoice.tsx'
import { formatPt } from './formatPt.ts'
import { armLives, livesOf } from './life.ts'
import { LifePlot } from './LifePlot.tsx'

const NAME = 'One example’s life'
const MISSING = 'No example is followed.'

/** P_t of the example that is followed, over steps, under every arm and repeat. */
export function LifeFigure() {
  const { life, repeats: trained, data, moment, tracked, settings } = useSessionInTurn()
  const repeats = livesOf(life, trained)
  const hovered = useView((view) => view.hovered)
  const arms = useMemo(() => (life ? armLives(life, repeats) : []), [life, repeats])
  const steps = useMemo(() => Array.from(life?.steps ?? []), [life])
  const last = steps.at(-1) ?? 0
  const x = useStepAxis(last)
  const looked = hovered ?? moment ?? undefined
  const entry = looked === undefined ? steps.length - 1 : nearest(steps, looked)
  const values = arms.map(({ mean }) => formatPt(mean[entry]))
  const named = values.map((text, arm) => `${armName(settings[arm], arm)} ${text}`).join(', ')
  const notes = [
    entry >= 0 && `step ${formatStep(steps[entry])}`,
    life?.repeat !== undefined && `${repeatName(life.repeat, trained)}, which alone drew it`,
    repeats > 1 ? `thick: mean of ${repeats} repeats, thin: each of them` : 'n = 1',
  ]
  return (
    <ChartFigure
      name={NAME}
      legend={<Legend arms={settings} values={values.length > 0 ? values : settings.map(() => '–')} />}
      note={notes.filter(Boolean).join(' · ')}
      summary={entry >= 0 ? `P_t at step ${formatStep(steps[entry])}: ${named}.` : MISSING}
      table={<LifeTable />}
    >
      {(size) => (
        <>
          <LifePlot size={size} x={x} steps={steps} arms={arms} classes={data?.classes ?? 2} at={looked} />
          <StepReading name={NAME} x={x} last={last} step={steps[entry]} text={named} missing={tracked ? undefined : MISSING} />
        </>
      )}
    </ChartFigure>
  )
}

function LifeTable() {
  const { life, repeats: trained, settings } = useSessionInTurn(TABLE_MS)
  const repeats = livesOf(life, trained)
  if (!life) return <p>{MISSING}</p>
  const steps = Array.from(life.steps)
  const arms = armLives(life, repeats)
  return (
    <DataTable
      caption={`P_t of the example${repeats > 1 ? `: mean, and range of ${repeats} repeats` : ', n = 1'}, newest step first`}
      lead="Step"
      columns={arms.map((_, arm) => armName(settings[arm], arm))}
      rows={tableFrames(steps).map((entry) => ({
        head: formatStep(steps[entry]),
        cells: arms.map(({ mean, repeats }) => {
          const all = repeats.map((line) => line[entry])
          const range = ` (${formatPt(Math.min(...all))}–${formatPt(Math.max(...all))})`
          return `${formatPt(mean[entry])}${repeats.length > 1 ? range : ''}`
        }),
      }))}
    />
  )
}
