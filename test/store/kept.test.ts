import { beforeEach, describe, expect, it } from 'vitest'
import type { Cupboard } from '../../src/store/cupboard.ts'
import type { KeptContents, KeptEntry } from '../../src/store/cupboard.ts'
import { Keeper, type KeptState, useKept } from '../../src/store/kept.ts'
import { openCupboard } from '../../src/store/cupboard.ts'
import { pack } from '../../src/store/packed.ts'

const NOTHING: KeptState = { entries: null, fault: '', laid: [], deleted: null }
const contents: KeptContents = { records: [], points: pack([]) }
const entry = (name: string, date: string): Omit<KeptEntry, 'id'> => ({
  name,
  date,
  fragment: 'v=1',
  version: '1.2.3',
  engine: 'fused',
  adapter: 'SwiftShader',
  changes: '',
  kind: 'training',
  step: 100,
  runs: 8,
})

/** A cupboard in memory. */
function cupboard(): Cupboard {
  const entries = new Map<string, KeptEntry>()
  const inside = new Map<string, KeptContents>()
  return {
    entries: async () => [...entries.values()],
    contents: async (id) => inside.get(id),
    put: async (entry, contents) => {
      entries.set(entry.id, entry)
      inside.set(entry.id, contents)
    },
    rename: async (id, name) => {
      const entry = entries.get(id)
      if (entry) entries.set(id, { ...entry, name })
      return entry !== undefined
    },
    remove: async (id) => {
      const contents = inside.get(id)
      entries.delete(id)
      inside.delete(id)
      return contents
    },
  }
}

const names = () => useKept.getState().entries?.map(({ name }) => name)
const laid = () => useKept.getState().laid.map(({ entry }) => entry.name)
const found = (name: string) => {
  const one = useKept.getState().entries?.find((entry) => entry.name === name)
  if (!one) throw new Error(`${name} is not listed`)
  return one
}

beforeEach(() => useKept.setState(NOTHING, true))

describe('a keeper', () => {
  let keeper: Keeper
  beforeEach(async () => {
    const there = cupboard()
    keeper = new Keeper(async () => there)
    await keeper.keep(entry('one', '2026-01-01'), contents)
    await keeper.keep(entry('two', '2026-01-03'), contents)
    await keeper.keep(entry('three', '2026-01-02'), contents)
  })

  it('lists what is kept, newest first, two of a name side by side', async () => {
    await keeper.keep(entry('one', '2026-01-04'), contents)
    expect(names()).toEqual(['one', 'two', 'three', 'one'])
    useKept.setState(NOTHING, true)
    expect(await keeper.read()).toBe(true)
    expect(names()).toEqual(['one', 'two', 'three', 'one'])
  })

  it('renames, what is laid over as well', async () => {
    await keeper.lay(found('two'))
    await keeper.rename(found('two'), 'deux')
    expect(names()).toEqual(['deux', 'three', 'one'])
    expect(laid()).toEqual(['deux'])
    await keeper.lay(found('deux'))
    expect(laid()).toEqual(['deux'])
  })

  it('lays two over at most, the latest', async () => {
    for (const name of ['one', 'two', 'three']) await keeper.lay(found(name))
    expect(laid()).toEqual(['two', 'three'])
    keeper.lift(found('two').id)
    expect(laid()).toEqual(['three'])
    expect(names()).toHaveLength(3)
  })

  it('deletes, and brings back what was deleted last', async () => {
    await keeper.lay(found('two'))
    await keeper.remove(found('two'))
    expect(names()).toEqual(['three', 'one'])
    expect(laid()).toEqual([])
    await keeper.restore()
    expect(names()).toEqual(['two', 'three', 'one'])
    expect(useKept.getState().deleted).toBeNull()
    await keeper.lay(found('two'))
    expect(laid()).toEqual(['two'])
  })
})

describe('what two tabs keep together', () => {
  const told: (() => void)[] = []
  let there: Cupboard
  let keeper: Keeper
  beforeEach(async () => {
    there = cupboard()
    keeper = new Keeper(async (changed) => {
      told.push(changed)
      return there
    })
    for (const name of ['one', 'two']) await keeper.keep(entry(name, `2026-01-0${name.length}`), contents)
    await keeper.lay(found('one'))
  })
  /** The other tab does this, and this one hears of it, or not yet. */
  const other = async (does: Promise<unknown>, isHeard: boolean) => {
    await does
    if (isHeard) told.at(-1)?.()
    await new Promise((done) => setTimeout(done))
  }

  it('shows what the other tab keeps, renames and deletes, also where it is laid over', async () => {
    await other(there.put({ id: 'other', ...entry('three', '2026-01-09') }, contents), true)
    expect(names()).toEqual(['three', 'one', 'two'])
    await other(there.rename(found('one').id, 'un'), true)
    expect(names()).toEqual(['three', 'un', 'two'])
    expect(laid()).toEqual(['un'])
    await other(there.remove(found('un').id), true)
    expect(names()).toEqual(['three', 'two'])
    expect(laid()).toEqual([])
  })

  it('brings nothing back that the other deleted, and says so', async () => {
    const one = found('one')
    await other(there.remove(one.id), false)
    for (const act of [() => keeper.rename(one, 'un'), () => keeper.lay(one)]) {
      expect(await act()).toBe(false)
      expect(names()).toEqual(['two'])
      expect(laid()).toEqual([])
      await other(Promise.resolve(), true)
      expect(useKept.getState().fault).toBe('“one” was deleted in another tab of this page.')
    }
  })

  it('loses no name that the other gave, and nothing that can still be brought back', async () => {
    const two = found('two')
    await keeper.remove(found('one'))
    await other(there.remove(two.id), false)
    await keeper.remove(two)
    expect(useKept.getState().deleted?.entry.name).toBe('one')
    await keeper.restore()
    expect(names()).toEqual(['one'])
    const one = found('one')
    await other(there.rename(one.id, 'un'), false)
    await keeper.lay(one)
    expect(laid()).toEqual(['un'])
  })
})

describe('a store that refuses', () => {
  const refusal = (name: string) => Object.assign(new Error('No, thank you.'), { name })

  it('when it is opened: the page is told why and goes on', async () => {
    const keeper = new Keeper(() => Promise.reject(refusal('SecurityError')))
    expect(await keeper.read()).toBe(false)
    expect(useKept.getState()).toMatchObject({
      entries: [],
      fault: 'This browser lets the page keep nothing, as in some private windows (No, thank you). Export the runs to a file instead.',
    })
    expect(await keeper.keep(entry('one', '2026-01-01'), contents)).toBe(false)
  })

  it('because there is none at all, as in Node', async () => {
    expect('indexedDB' in globalThis).toBe(false)
    expect(await new Keeper(openCupboard).read()).toBe(false)
    expect(useKept.getState().fault).toMatch(/^This browser lets the page keep nothing/)
  })

  it('because it is full: what was there stays, and there is room again after deleting', async () => {
    const there = cupboard()
    let full = false
    const keeper = new Keeper(async () => ({
      ...there,
      put: (entry, contents) => (full ? Promise.reject(refusal('QuotaExceededError')) : there.put(entry, contents)),
    }))
    await keeper.keep(entry('one', '2026-01-01'), contents)
    full = true
    expect(await keeper.keep(entry('two', '2026-01-02'), contents)).toBe(false)
    expect(names()).toEqual(['one'])
    expect(useKept.getState().fault).toBe(
      'There is no room left in the browser’s store. Delete a kept experiment, or export the runs to a file instead.',
    )
    await keeper.remove(found('one'))
    full = false
    expect(await keeper.keep(entry('two', '2026-01-02'), contents)).toBe(true)
    expect(names()).toEqual(['two'])
    expect(useKept.getState().fault).toBe('')
  })

  it('in any other way', async () => {
    const there = cupboard()
    const keeper = new Keeper(async () => ({ ...there, entries: () => Promise.reject(refusal('UnknownError')) }))
    expect(await keeper.read()).toBe(false)
    expect(useKept.getState().fault).toBe('The browser’s store failed: No, thank you. Export the runs to a file instead.')
  })
})
