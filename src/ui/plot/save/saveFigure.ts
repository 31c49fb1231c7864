import { linkTo } from '../../../store/address.ts'
import { useExperiment } from '../../../store/experiment.ts'
import { shownFrame } from '../../../store/moment.ts'
import { useSession } from '../../../store/session.ts'
import { download } from '../../download.ts'
import { formatStep } from '../format.ts'
import { figureSvg } from './figureSvg.ts'
import { svgToPng } from './svgToPng.ts'

/**
 * Saves a figure as it stands on the page: title, legend, axes, picture, and a caption with step and link.
 *
 * @throws Error where the browser can't make the picture
 */
export async function saveFigure(figure: HTMLElement, name: string, format: 'png' | 'svg'): Promise<void> {
  const session = useSession.getState()
  const frame = shownFrame(session)
  const step = frame < 0 ? 0 : session.history.step(frame)
  const { text, width, height } = figureSvg(figure, {
    step: `Step ${formatStep(step)}`,
    link: linkTo(useExperiment.getState().experiment, location),
  })
  const svg = new Blob([text], { type: 'image/svg+xml' })
  download(format === 'svg' ? svg : await svgToPng(svg, width, height), `${fileName(name, step)}.${format}`)
}

/** “polyloss-loss-step-1200” */
export function fileName(name: string, step: number): string {
  const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return `polyloss-${words}-step-${step}`
}
