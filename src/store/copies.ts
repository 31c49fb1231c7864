import { decodeLink, encodeLink } from '../experiment/link.ts'
import { besideText, linkTo } from './address.ts'
import { definedNow } from './planned.ts'
import { receiptNow } from './receipt.ts'
import { useSession } from './session.ts'
import { useSweep } from './sweep.ts'

/** One way to say in a link what is on the page. */
export interface Copy {
  readonly id: 'trained' | 'receipt' | 'swept' | 'opened' | 'untrained'
  /** The step that it trains to; 0 where it names none. */
  readonly step: number
  /** A whole address. */
  readonly link: string
}

/**
 * The links to what is on the page: at rest as it was trained, with the sweep that was run, or untrained; what is on
 * show first.
 *
 * @param showsSweep whether the sweep is on show, and not the training
 */
export function copiesOf(page: Pick<Location, 'href' | 'hash'>, showsSweep: boolean): readonly Copy[] {
  const { experiment } = definedNow()
  const { state, latest } = useSession.getState()
  const { state: sweeps, asked } = useSweep.getState()
  const beside = besideText()
  const untrained: Copy = { id: 'untrained', step: 0, link: linkTo(experiment, page, 0, beside) }
  const copies: Copy[] = []
  const named = encodeLink(experiment)
  if (experiment.sweep && sweeps !== 'idle' && asked && encodeLink(asked.experiment) === named) {
    copies.push({ id: 'swept', step: 0, link: linkTo(experiment, page, asked.experiment.sweep.steps, beside) })
  }
  if (state === 'paused' && latest && latest.step > 0) {
    // With a sweep in it, a link that trains would train the sweep.
    const trained: Copy = { id: 'trained', step: latest.step, link: linkTo({ ...experiment, sweep: null }, page, latest.step, beside) }
    if (showsSweep) copies.push(trained)
    else copies.unshift(trained)
    const receipt = receiptNow()
    const portable = { ...experiment, sweep: null, training: { ...experiment.training, engine: 'wasm' as const } }
    if (receipt) copies.push({ id: 'receipt', step: latest.step, link: linkTo(portable, page, latest.step, [receipt, beside].filter(Boolean).join('&')) })
  }
  const { run, experiment: opened } = decodeLink(page.hash)
  if (copies.length === 0 && run && encodeLink(opened) === named) copies.push({ id: 'opened', step: run, link: linkTo(experiment, page, run, beside) })
  return [...copies, untrained]
}
