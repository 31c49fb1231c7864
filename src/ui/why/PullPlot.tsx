import { useCallback, useMemo } from 'react'
import type { Loss } from '../../loss/index.ts'
import type { Palette } from '../plot/CanvasLayer.tsx'
import { canvasDash } from '../plot/paintLines.ts'
import { formatTick, percentTick } from '../plot/format.ts'
import { linePath } from '../plot/linePath.ts'
import { niceAxis } from '../plot/axis.ts'
import { path } from '../plot/path.ts'
import type { PlotScale } from '../plot/plotScale.ts'
import { paintExamples } from './paintExamples.ts'
import { clipToPlot } from '../plot/clipToPlot.ts'
import { paintOutlined, paintStack } from './paintStack.ts'
import { Pt } from '../plot/Pt.tsx'
import { PtRow } from './PtRow.tsx'
import { type Over, PullOver } from './PullOver.tsx'
import { GRID, lossAt, pullAt, termPullsAt } from './pulls.ts'
import { rowsOf } from './rows.ts'
import { stack, stackExtent } from './stack.ts'
import { useSettled } from '../plot/useSettled.ts'

interface Props extends Omit<Over, 'rows' | 'captions'> {
  readonly arms: readonly Loss[]
  /** The arm that is shown by its terms and its examples. */
  readonly arm: number
  /** Share of that arm's examples in each bin of P_t, and of the gradient that comes from them. */
  readonly examples: readonly number[]
  readonly gradient: readonly number[]
}

/** A logarithm has no end at P_t = 0; the axis of the loss holds what is right of here. */
const FOLLOWED = 0.05
/** The least height of the axis of shares. */
const LEAST_SHARE = 0.1

/** Loss of each arm, pull of each arm, and the examples of one, over the same P_t. */
export function PullPlot({ size, arms, arm, examples, gradient, ...over }: Props) {
  const { em } = size
  const rows = useMemo(() => rowsOf(size), [size])
  const curves = useMemo(
    () => arms.map((loss) => ({ loss: GRID.map((p) => lossAt(loss, p)), pull: GRID.map((p) => pullAt(loss, p)) })),
    [arms],
  )
  const layers = useMemo(() => {
    const pulls = GRID.map((p) => termPullsAt(arms[arm], p))
    return stack(Array.from(pulls[0], (_, term) => pulls.map((one) => one[term])))
  }, [arms, arm])

  const followed = curves.flatMap(({ loss }) => loss.filter((_, i) => GRID[i] >= FOLLOWED))
  const lossAxis = useSettled(niceAxis(Math.min(0, ...followed), Math.max(...followed), 3))
  const pulls = [...curves.flatMap(({ pull }) => pull), ...stackExtent(layers)]
  const pullAxis = useSettled(niceAxis(Math.min(...pulls), Math.max(...pulls), 4))
  const shareAxis = useSettled(niceAxis(0, Math.max(LEAST_SHARE, ...examples, ...gradient), 3))

  const paintLosses = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette, scale: PlotScale) => {
      clipToPlot(context, scale)
      curves.forEach(({ loss }, i) => paintCurve(context, palette, scale, loss, i, em))
    },
    [curves, em],
  )
  const paintPulls = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette, scale: PlotScale) => {
      paintStack(context, palette, scale, GRID, layers, arm)
      curves.forEach(({ pull }, i) => i !== arm && paintCurve(context, palette, scale, pull, i, em))
      // Of its own colour, on tints of it.
      paintOutlined(context, palette.ground, pathOf(scale, curves[arm].pull), palette.arms[arm], em / 7, canvasDash(arm))
    },
    [curves, layers, arm, em],
  )
  const paintShares = useCallback(
    (context: CanvasRenderingContext2D, palette: Palette, scale: PlotScale) =>
      paintExamples(context, palette, scale, examples, gradient, arm, em),
    [examples, gradient, arm, em],
  )
  return (
    <>
      <PtRow row={rows[0]} title="Loss over P_t" y={lossAxis} yTick={formatTick} yName="loss" paint={paintLosses} />
      <PtRow row={rows[1]} title="Pull on the label’s logit over P_t" y={pullAxis} yTick={formatTick} yName="pull" paint={paintPulls} />
      <PtRow row={rows[2]} title="Examples and gradient over P_t" y={shareAxis} yTick={percentTick} yName="share, %" paint={paintShares} />
      <PullOver {...over} size={size} rows={rows} captions={CAPTIONS} />
    </>
  )
}

const CAPTIONS = [
  <>
    Loss ℓ(
    <Pt />)
  </>,
  <>
    Pull on the label’s logit, m(
    <Pt />
    )(1 − <Pt />
    ), by term
  </>,
  <>Share of the examples (line) and of the gradient (filled)</>,
] as const

function pathOf(scale: PlotScale, values: readonly number[]): Path2D {
  return path(linePath(GRID.map(scale.x), values.map(scale.y)))
}

function paintCurve(
  context: CanvasRenderingContext2D,
  { arms }: Palette,
  scale: PlotScale,
  values: readonly number[],
  arm: number,
  em: number,
): void {
  context.lineWidth = em / 7
  context.strokeStyle = arms[arm]
  context.setLineDash(canvasDash(arm))
  context.stroke(pathOf(scale, values))
}
