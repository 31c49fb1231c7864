import { decodeLink, encodeLink } from '../experiment/link.ts'
import { paceField } from '../experiment/pace.ts'
import { findSettings } from '../experiment/settingsText.ts'
import { defaultExperiment, type Experiment } from '../experiment/index.ts'
import { loadExperiment, useExperiment } from './experiment.ts'
import { say } from './messages.ts'
import { definedNow } from './planned.ts'
import { usePace } from './pace.ts'
import { awaitReceipt } from './receipt.ts'
import { useSession } from './session.ts'
import { useViewText } from './viewText.ts'

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

/** What the page says beside the experiment, as pairs of a link: what it shows, and how fast it trains. */
export function besideText(): string {
  const view = useViewText.getState().text
  const { pace } = usePace.getState()
  return [...(view ? [`view=${view}`] : []), ...(pace === paceField.default ? [] : [`${paceField.key}=${pace}`])].join('&')
}

/** The link to an experiment as a whole address, which trains it to a step where that is not 0, and says what is beside it. */
export function linkTo(experiment: Experiment, page: Pick<Location, 'href'>, run = 0, beside = ''): string {
  return `${pageOf(page.href)}#${withBeside(`${encodeLink(experiment)}${run > 0 ? `&run=${run}` : ''}`, beside)}`
}

/** A fragment with this beside the experiment in place of its own. */
function withBeside(fragment: string, beside: string): string {
  const pairs = fragment.split('&').filter((pair) => !pair.startsWith('view=') && !pair.startsWith(`${paceField.key}=`))
  return [...pairs, ...(beside ? [beside] : [])].join('&')
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
  const { experiment, notices, run, view, pace = paceField.default, sum } = decodeLink(address)
  // Settings that stood before the “#” would come back with every reload and stand in every copied link.
  if (page !== before) bar.history.replaceState(bar.history.state, '', `${page}#${findSettings(address).pairs}`)
  useSession.setState(({ messages }) => ({ messages: messages.filter(({ place }) => place !== 'link') }))
  if (notices.length > 0) say({ place: 'link', level: 'warning', text: notices.join(' ') })
  usePace.setState({ pace })
  loadExperiment(experiment)
  // Who opens a sweep wants to see it.
  const isPresenting = useViewText.getState().text.split(',').includes('present')
  const shown = view ?? (experiment.sweep ? `sweep${isPresenting ? ',present' : ''}` : undefined)
  if (shown !== undefined) useViewText.setState({ text: shown })
  awaitReceipt(sum, run)
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

  const replace = (fragment: string) => {
    const hash = `#${withBeside(fragment, besideText())}`
    if (hash !== bar.location.hash) bar.history.replaceState(bar.history.state, '', hash)
    known = bar.location.hash
  }
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const { experiment } = definedNow()
    // What was loaded keeps the address it came with, `run=` included.
    if (useExperiment.getState().experiment === loaded || isNamedBy(bar.location.hash, experiment)) return replaceBeside()
    replace(encodeLink(experiment))
    // The address that it came with is gone; coming back to it by undo names it anew.
    loaded = null
  }
  const replaceBeside = () => {
    const { hash } = bar.location
    if (hash.length > 1 || besideText()) replace(hash.slice(1) || encodeLink(defaultExperiment))
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

  const follow = () => {
    clearTimeout(timer)
    timer = setTimeout(write, REST_MS)
  }
  useExperiment.subscribe((after, before) => after.experiment !== before.experiment && follow())
  useViewText.subscribe(follow)
  useSession.subscribe((now, before) => now.trained !== before.trained && follow())
  usePace.subscribe(follow)
  bar.addEventListener('hashchange', read)
  bar.addEventListener('popstate', read)
  bar.addEventListener('pagehide', write)
}

function isNamedBy(hash: string, experiment: Experiment): boolean {
  return encodeLink(decodeLink(hash).experiment) === encodeLink(experiment)
}
