import { useCallback, useState } from 'react'
import { dataOf } from '../../store/data.ts'
import { armName } from '../arms.ts'
import { armNumbers } from '../plot/armNumbers.ts'
import { formatPercent } from '../plot/format.ts'
import { shortName, Swatch } from '../plot/Legend.tsx'
import { useSessionInTurn } from '../plot/redraw.ts'
import { usePlotSize } from '../plot/usePlotSize.ts'
import { createClassColors, type PictureColors } from './classColors.ts'
import { paintCrosses, testStyle, toPixels, trainStyle } from './paintPoints.ts'
import { Picture } from './Picture.tsx'
import { PointPicker } from './PointPicker.tsx'
import { createPointsLayer } from './pointsLayer.ts'
import { repeatName } from './RepeatChoice.tsx'
import { createSurfaceLayer } from './surfaceLayer.ts'

/** What one arm says over the plane of the data, and which points it gets right. A click on a point follows it. */
export function DecisionSurface({ arm }: { readonly arm: number }) {
  const session = useSessionInTurn()
  const { history, frame, repeats, settings } = session
  const isCrowded = settings.length > 2
  const [ref, room] = usePlotSize<HTMLDivElement>()
  const pictures = frame < 0 ? undefined : history.pictures(frame)
  const surface = pictures?.surfaces?.[arm]
  const data = dataOf(session, pictures?.repeat)
  const [surfaceLayer] = useState(createSurfaceLayer)
  const [pointsLayer] = useState(createPointsLayer)
  const [classColors] = useState(createClassColors)
  const side = room ? Math.round(room.width * window.devicePixelRatio) : 0
  const paint = useCallback(
    (context: CanvasRenderingContext2D, theme: PictureColors) => {
      if (!data?.points) return
      const colors = classColors(theme, data.classNames)
      const { train, test, box } = data.points
      if (surface) {
        context.imageSmoothingQuality = 'high'
        context.drawImage(surfaceLayer(surface, data.classes, colors), 0, 0, side, side)
      }
      context.drawImage(pointsLayer(data.points, side, colors), 0, 0)
      if (!surface) return
      const place = toPixels(box, side)
      paintCrosses(context, train, surface.trainRight, place, trainStyle(side, colors), colors)
      paintCrosses(context, test, surface.testRight, place, testStyle(side, colors), colors)
    },
    [data, surface, side, surfaceLayer, pointsLayer, classColors],
  )
  const run = arm * repeats + (pictures?.repeat ?? 0)
  const accuracy = pictures && run < history.runs ? history.value(frame, 'test', run, 'accuracy') : NaN
  const mean = armNumbers(session, 'test', 'accuracy')[arm]?.mean ?? NaN
  const name = armName(settings[arm], arm)
  const title = [`Decision surface of ${name}`, repeatName(run % repeats, repeats)].filter(Boolean).join(', ')
  return (
    <figure className="decision" data-crowded={isCrowded || undefined}>
      <figcaption>
        <Swatch arm={arm} />
        <span title={name}>{isCrowded ? shortName(settings[arm], arm) : name}</span>
        {repeats === 1 && <b>{formatPercent(accuracy)}</b>}
      </figcaption>
      {/* Curves show the mean, and a picture is of one repeat: so that neither is taken for the other. */}
      {repeats > 1 && (
        <p className="decision-accuracy">
          <b>{formatPercent(accuracy)}</b> repeat {(run % repeats) + 1} · <b>{formatPercent(mean)}</b> mean
        </p>
      )}
      <div ref={ref}>
        {side > 0 && (
          <Picture
            className="decision-picture"
            label={`${title}: ${
              Number.isFinite(accuracy) ? `${formatPercent(accuracy)} of test points right${repeats > 1 ? `, mean of ${repeats} repeats ${formatPercent(mean)}` : ''}` : 'not trained yet'
            }`}
            width={side}
            height={side}
            paint={paint}
          />
        )}
        {data && <PointPicker data={data} />}
      </div>
    </figure>
  )
}
