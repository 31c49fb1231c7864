import { linkTo } from '../../../store/address.ts'
import { useExperiment } from '../../../store/experiment.ts'
import { shownFrame } from '../../../store/moment.ts'
import { changesUntil } from '../../../store/marks.ts'
import { definedAt } from '../../../store/runs.ts'
import { useSession } from '../../../store/session.ts'
import { useSweep } from '../../../store/sweep.ts'
import { download } from '../../download.ts'
import { formatStep } from '../format.ts'
import { useView } from '../view.ts'
import { type Caption, figureSvg } from './figureSvg.ts'
import { svgToPng } from './svgToPng.ts'

/**
 * Saves a figure as it stands on the page: title, legend, axes, picture, and a caption with step and link.
 *
 * @throws Error where the browser can't make the picture
 */
export async function saveFigure(figure: HTMLElement, name: string, format: 'png' | 'svg'): Promise<void> {
  const { step, ...caption } = useView.getState().tab === 'sweep' ? ofSweep() : ofTraining()
  const { text, width, height } = figureSvg(figure, caption)
  const svg = new Blob([text], { type: 'image/svg+xml' })
  download(format === 'svg' ? svg : await svgToPng(svg, width, height), `${fileName(name, step)}.${format}`)
}

/** Of the training: the link trains to the step that is shown, with what that was trained with. */
function ofTraining(): Caption & { readonly step: number } {
  const session = useSession.getState()
  const { experiment } = useExperiment.getState()
  const frame = shownFrame(session)
  const step = frame < 0 ? 0 : session.history.step(frame)
  const defined = definedAt(session, experiment.training.steps, frame) ?? { experiment: { ...experiment, sweep: null }, isWhole: true }
  const changes = changesUntil(session.marks, step)
  const says = defined.isWhole ? '' : `, more than a link holds: this one has the last settings and does not reproduce it`
  const byHand = changes && `Changed on the way${says}: ${changes}.`
  return { step, when: `Step ${formatStep(step)}`, byHand, link: linkTo(defined.experiment, location, step) }
}

function ofSweep(): Caption & { readonly step: number } {
  const { results } = useSweep.getState()
  const experiment = results?.experiment ?? useExperiment.getState().experiment
  const step = experiment.sweep?.steps ?? 0
  return { step, when: `Sweep to step ${formatStep(step)}`, byHand: '', link: linkTo(experiment, location, step) }
}

/** “polyloss-loss-step-1200” */
export function fileName(name: string, step: number): string {
  const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return `polyloss-${words}-step-${step}`
}
