import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { type AddressBar, followAddress, linkTo, loadAddress } from '../../src/store/address.ts'
import { loadExperiment, setEpsilon, setField, useExperiment } from '../../src/store/experiment.ts'
import { copiesOf } from '../../src/store/copies.ts'
import { usePace } from '../../src/store/pace.ts'
import { useSession } from '../../src/store/session.ts'
import { undo } from '../../src/store/undo.ts'
import { useViewText } from '../../src/store/viewText.ts'

/** A stand-in for a window's address bar; `go` is what the browser does on Back or on editing. */
class Bar implements AddressBar {
  readonly location = { hash: '', href: 'https://example.org/poly/' }
  replaced = 0
  readonly #listeners = new Map<string, () => void>()
  readonly history = {
    state: null,
    replaceState: (_: unknown, __: string, url: string) => {
      this.replaced++
      const { href, hash } = new URL(url, this.location.href)
      Object.assign(this.location, { href, hash })
    },
  }
  addEventListener(type: string, listener: () => void): void {
    this.#listeners.set(type, listener)
  }
  go(hash: string): void {
    this.location.hash = hash
    for (const type of ['popstate', 'hashchange']) this.#listeners.get(type)?.()
  }
  leave(): void {
    this.#listeners.get('pagehide')?.()
  }
}

const experiment = () => useExperiment.getState().experiment
let bar: Bar
const train = vi.fn<(until: number) => void>()

beforeEach(() => {
  vi.useFakeTimers()
  train.mockClear()
  loadExperiment(defaultExperiment)
  useSession.setState({ messages: [] })
  bar = new Bar()
})

afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

describe('loadAddress', () => {
  test('loads what the address names, and says what it could not use', () => {
    bar.location.hash = '#v=1&noise=5&penguins=3'
    expect(loadAddress(bar)).toBeUndefined()
    expect(experiment().data.noise).toBe(1)
    expect(useSession.getState().messages).toMatchObject([{ place: 'link', level: 'warning' }])
    const { text } = useSession.getState().messages[0]
    for (const fault of ['noise', 'penguins']) expect(text).toContain(fault)
  })

  test('gives the step to train to', () => {
    bar.location.hash = '#v=1&run=500'
    expect(loadAddress(bar)).toBe(500)
  })
})

describe('settings that stand where the fragment does not begin', () => {
  test.each(['?v=1&lr=0.5&run=7', '%23v=1&lr=0.5&run=7', '?v%3D1%26lr%3D0.5%26run%3D7', '?v=1&lr=0.5&run=7#top'])('%s are taken to where they belong', (text) => {
    const { href, hash } = new URL(text, 'https://example.org/poly/')
    Object.assign(bar.location, { href, hash })
    expect(loadAddress(bar)).toBe(7)
    expect(experiment().optimizer.learningRate).toBe(0.5)
    expect(useSession.getState().messages).toEqual([])
    expect(decodeLink(bar.location.hash).experiment).toEqual(experiment())
    expect(linkTo(experiment(), bar.location)).toBe('https://example.org/poly/#v=1&lr=0.5')
  })

  test('are left where they are none, and something else after the # is said', () => {
    Object.assign(bar.location, { href: 'https://example.org/poly/?from=mail#foo', hash: '#foo' })
    loadAddress(bar)
    expect(experiment()).toEqual(defaultExperiment)
    expect(useSession.getState().messages).toMatchObject([{ place: 'link', level: 'warning', text: expect.stringContaining('“foo” holds no settings') as string }])
    expect(bar).toMatchObject({ replaced: 0, location: { href: 'https://example.org/poly/?from=mail#foo' } })
  })
})

describe('followAddress', () => {
  test('writes the experiment once it rests, and nothing while it is what stands there', () => {
    followAddress(bar, train)
    setField('data', 'noise', 0.7)
    setEpsilon(1, 1, 3)
    vi.advanceTimersByTime(299)
    expect(bar.replaced).toBe(0)
    vi.advanceTimersByTime(1)
    expect(bar.replaced).toBe(1)
    expect(decodeLink(bar.location.hash).experiment).toEqual(experiment())
    setEpsilon(1, 1, 4)
    setEpsilon(1, 1, 3)
    vi.runAllTimers()
    expect(bar.replaced).toBe(1)
  })

  test('an untouched page keeps its bare address', () => {
    followAddress(bar, train)
    setEpsilon(1, 1, 4)
    setEpsilon(1, 1, 2)
    vi.runAllTimers()
    expect(bar.location.hash).toBe('')
  })

  test('going back loads once, trains only where the link says so, and leaves the address as it is', () => {
    followAddress(bar, train)
    const { loads } = useExperiment.getState()
    bar.go('#v=1&lr=0.5&run=300')
    expect(useExperiment.getState().loads).toBe(loads + 1)
    expect(experiment().optimizer.learningRate).toBe(0.5)
    expect(train.mock.calls).toEqual([[300]])
    bar.go('#v=1&lr=0.25')
    expect(train).toHaveBeenCalledOnce()
    vi.runAllTimers()
    expect(bar).toMatchObject({ replaced: 0, location: { hash: '#v=1&lr=0.25' } })
    bar.go('')
    expect(experiment()).toEqual(defaultExperiment)
  })

  test('what is shown is in the address, beside what it came with', () => {
    useViewText.setState({ text: '' })
    followAddress(bar, train)
    bar.go('#v=1&lr=0.5&run=300&view=terms')
    expect(useViewText.getState().text).toBe('terms')
    useViewText.setState({ text: 'classes' })
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&lr=0.5&run=300&view=classes')
    setField('optimizer', 'learningRate', 0.25)
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&lr=0.25&view=classes')
    // A link that says nothing of it leaves it as it is; one with a sweep shows that.
    bar.go('#v=1&lr=0.1')
    expect(useViewText.getState().text).toBe('classes')
    bar.go('#v=1&sweep=eps1')
    expect(useViewText.getState().text).toBe('sweep')
    useViewText.setState({ text: '' })
  })

  test('the pace is in the address and in copied links, beside the experiment, and undo passes it by', () => {
    followAddress(bar, train)
    const { loads } = useExperiment.getState()
    usePace.setState({ pace: 'slow' })
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&pace=slow')
    expect(useExperiment.getState()).toMatchObject({ loads, experiment: defaultExperiment })
    setField('optimizer', 'learningRate', 0.25)
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&lr=0.25&pace=slow')
    undo()
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&pace=slow')
    expect(copiesOf(bar.location, false).map(({ link }) => new URL(link).hash)).toEqual(['#v=1&pace=slow'])
    // What an export names has nothing beside the experiment.
    expect(linkTo(experiment(), bar.location)).not.toContain('pace')
    bar.go('#v=1&lr=0.5&pace=max&run=3')
    expect(usePace.getState().pace).toBe('max')
    expect(train.mock.calls).toEqual([[3]])
    // A link that names none is of the pace that the page opens with.
    bar.go('#v=1&lr=0.5')
    expect(usePace.getState().pace).toBe('follow')
    vi.runAllTimers()
    expect(bar.location.hash).toBe('#v=1&lr=0.5')
    bar.go('#v=1&pace=brisk')
    expect(usePace.getState().pace).toBe('follow')
    expect(useSession.getState().messages).toMatchObject([{ place: 'link', text: '“pace=brisk” is not known; the default is used.' }])
  })

  test('a change that has not rested is written when the page is left', () => {
    followAddress(bar, train)
    setEpsilon(1, 1, 3)
    bar.leave()
    expect(bar.location.hash).toBe(`#${encodeLink(experiment())}`)
  })
})

test('linkTo replaces the fragment of the address', () => {
  const link = linkTo({ ...defaultExperiment, arms: [defaultExperiment.arms[0]] }, { href: 'https://example.org/a/#v=1&x' })
  expect(link).toBe('https://example.org/a/#v=1&arms=1')
})
