import type { NamedBlob } from '../data/readers/open.ts'
import { loadDraws } from '../engine/session/draws.ts'
import { weighedCounts } from '../engine/session/task.ts'
import { trainedWith } from '../experiment/index.ts'
import { encodeLink } from '../experiment/link.ts'
import { messageOf } from '../experiment/text.ts'
import { type Framework, memberOf, needsCounts } from '../snippets/index.ts'
import { ownOf, type Order, type Outcome, readOrder } from './run.ts'

/** The loss of an arm of a link as code; without `arm` that of the first beside the baseline. */
export async function snippetOf(link: string, framework: Framework, arm: number | null, options: Pick<Order, 'steps' | 'engine' | 'anyData'>, files: readonly NamedBlob[] = []): Promise<Outcome> {
  const read = readOrder({ ...options, link })
  const of = (fault: string | null, text = ''): Outcome => {
    return { fault, notices: typeof read === 'string' ? [] : read.notices, text, finished: true, finite: true }
  }
  if (typeof read === 'string') return of(read)
  const { experiment } = read
  const { arms } = trainedWith(experiment, experiment.training.steps)
  const index = arm ?? Math.min(1, arms.length - 1)
  if (index >= arms.length) return of(`there is no arm ${index}: its arms are ${arms.map((_, i) => i).join(', ')}.`)
  try {
    const own = needsCounts(arms[index]) ? await ownOf(experiment, files, options.anyData) : null
    if (typeof own === 'string') return of(own)
    // Class weights follow from the data.
    const counts = needsCounts(arms[index]) ? weighedCounts(await loadDraws(experiment, own, () => {})) : []
    return of(null, framework.write(memberOf(arms[index], index, counts, `#${encodeLink(experiment)}`)))
  } catch (error) {
    return of(messageOf(error))
  }
}
