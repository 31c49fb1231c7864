import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { useNetwork } from '../../store/shape.ts'
import { costText, networkText, shapeText, type Stage, stagesOf } from './networkText.ts'

/** As wide as the settings, in pixels at the usual size. */
const WIDTH = 272
/** Stages beside each other, as many as have room for their texts; more go on in a row below. */
const MOST_BESIDE = 4
const ROW = 70
/** Where in a row the drawings' middle and the two lines of text are. */
const MIDDLE = 20
const SIZE_LINE = 51
const WHAT_LINE = 64
/** The largest map's side, and the least that is still seen. */
const LARGEST = 32
const LEAST = 4
/** So many sheets at most stand for the channels of a map. */
const MOST_SHEETS = 4
const SHEET = 2

/** The network of the settings: what becomes of an example from layer to layer, and what that costs. */
export function NetworkDrawing() {
  const network = useNetwork()
  const runs = useExperiment(({ experiment: { arms, training } }) => arms.length * training.repeats)
  const wanted = useExperiment(({ experiment }) => experiment.optimizer.batchSize)
  const examples = useSession(({ data }) => data?.trainCounts.reduce((sum, count) => sum + count, 0) ?? Infinity)
  if (!network) return null
  const stages = stagesOf(network)
  const rows = Math.ceil(stages.length / MOST_BESIDE)
  const across = Math.ceil(stages.length / rows)
  const tallest = Math.max(...stages.map(({ shape }) => (shape.length > 1 ? Math.max(shape[0], shape[1]) : 0)))
  return (
    <figure className="network-drawing">
      <p className="unseen">{networkText(network)}</p>
      <svg viewBox={`0 0 ${WIDTH} ${ROW * rows}`} aria-hidden="true">
        {stages.map((stage, i) => {
          const x = ((i % across) + 0.5) * (WIDTH / across)
          return (
            // A layer is its place.
            // oxlint-disable-next-line react/no-array-index-key
            <g key={i} data-what={stage.what} transform={`translate(${x} ${Math.floor(i / across) * ROW})`}>
              {i > 0 && <path className="network-arrow" d={arrow(WIDTH / across, i % across === 0)} />}
              <Shape stage={stage} tallest={tallest} />
              <text y={SIZE_LINE}>{shapeText(stage.shape, '\u2009')}</text>
              <text className="network-what" y={WHAT_LINE}>
                {stage.what}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>{costText(network, Math.min(wanted, examples), runs)}</figcaption>
    </figure>
  )
}

/** A map as sheets, one behind the other; units in a row as a bar. */
function Shape({ stage: { shape }, tallest }: { readonly stage: Stage; readonly tallest: number }) {
  if (shape.length === 1) {
    const height = Math.min(LARGEST, LEAST + 4 * Math.log2(shape[0]))
    return <rect x={-2.5} y={MIDDLE - height / 2} width={5} height={height} rx={1} />
  }
  const [height, width, channels] = shape
  const [tall, wide] = [height, width].map((cells) => Math.max(LEAST, (LARGEST * cells) / tallest))
  const sheets = Math.min(MOST_SHEETS, 1 + Math.ceil(Math.log2(channels) / 2))
  return Array.from({ length: sheets }, (_, i) => {
    const shift = ((sheets - 1) / 2 - i) * SHEET
    return <rect key={i} x={shift - wide / 2} y={MIDDLE - shift - tall / 2} width={wide} height={tall} rx={1} />
  })
}

/** Between two stages, at their middle; one that goes on from the row above begins at the edge. */
function arrow(apart: number, isFirst: boolean): string {
  const middle = isFirst ? 4 - apart / 2 : -apart / 2
  return `M${middle - 4} ${MIDDLE}h8m-3 -3 3 3-3 3`
}
