import { decodeLink, encodeLink } from '../experiment/link.ts'
import { findSettings } from '../experiment/settingsText.ts'
import { defaultExperiment, type Experiment } from '../experiment/index.ts'
import { loadExperiment, useExperiment } from './experiment.ts'
import { say } from './messages.ts'
import { useSession } from './session.ts'

/** Safari refuses more than 100 replacements in 30 seconds. */
const REST_MS = 300

/** The part of `window` that is used; also what a test stands in for. */
export interface AddressBar {
  readonly location: Pick<Location, 'hash' | 'href'>
  readonly history: Pick<History, 'replaceState' | 'state'>
  addEventListener(type: 'hashchange' | 'popstate' | 'pagehide', listener: () => void): void
}

/** The page's own address: without a fragment, and without settings that stand where the fragment does not begin. */
function pageOf(href: string): string {
  const page = href.split('#', 1)[0]
  const { pairs } = findSettings(page)
  return pairs === null ? page : page.split(/\?|%23/, 1)[0]
}

/** The link to an experiment as a whole address, which trains it to a step where that is not 0. */
export function linkTo(experiment: Experiment, page: Pick<Location, 'href'>, run = 0): string {
  return `${pageOf(page.href)}#${encodeLink(experiment)}${run > 0 ? `&run=${run}` : ''}`
}

/**
 * Loads the experiment that the address names; what was wrong with it becomes messages.
 *
 * @returns the step to train to, where the link asks for training
 */
export function loadAddress(bar: AddressBar): number | undefined {
  const { hash, href } = bar.location
  const page = pageOf(href)
  const before = href.split('#', 1)[0]
  const address = before + hash
  const { experiment, notices, run } = decodeLink(address)
  // Settings that stood before the “#” would come back with every reload and stand in every copied link.
  if (page !== before) bar.history.replaceState(bar.history.state, '', `${page}#${findSettings(address).pairs}`)
  useSession.setState(({ messages }) => ({ messages: messages.filter(({ place }) => place !== 'link') }))
  if (notices.length > 0) say({ place: 'link', level: 'warning', text: notices.join(' ') })
  loadExperiment(experiment)
  return run
}

/**
 * From now on the address follows the experiment, without an entry in the browser's history for every
 * change, and the experiment follows the address when the person goes back or edits it.
 */
export function followAddress(bar: AddressBar, train: (until: number) => void): void {
  let known = bar.location.hash
  let loaded: Experiment | null = useExperiment.getState().experiment
  let timer: ReturnType<typeof setTimeout> | undefined

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const { experiment } = useExperiment.getState()
    // What was loaded keeps the address it came with, `run=` included.
    if (experiment === loaded || isNamedBy(bar.location.hash, experiment)) return
    bar.history.replaceState(bar.history.state, '', `#${encodeLink(experiment)}`)
    known = bar.location.hash
    // The address that it came with is gone; coming back to it by undo names it anew.
    loaded = null
  }
  const read = () => {
    // Going back fires two events.
    if (bar.location.hash === known) return
    clearTimeout(timer)
    timer = undefined
    const run = loadAddress(bar)
    known = bar.location.hash
    loaded = useExperiment.getState().experiment
    clearTimeout(timer)
    if (run !== undefined) train(run)
  }

  useExperiment.subscribe((after, before) => {
    if (after.experiment === before.experiment) return
    clearTimeout(timer)
    timer = setTimeout(write, REST_MS)
  })
  bar.addEventListener('hashchange', read)
  bar.addEventListener('popstate', read)
  bar.addEventListener('pagehide', write)
}

function isNamedBy(hash: string, experiment: Experiment): boolean {
  const link = encodeLink(experiment)
  return hash === `#${link}` || (hash.length <= 1 && link === encodeLink(defaultExperiment))
}
