import { afterEach, describe, expect, test, vi } from 'vitest'
import { catalogue } from '../../../src/data/catalogue.ts'
import type { RawData } from '../../../src/data/dataset.ts'
import type { OwnData } from '../../../src/data/own.ts'
import { loadDraws, runsMeasured } from '../../../src/engine/session/draws.ts'
import { Engines } from '../../../src/engine/trainers/engines.ts'
import type { Report, Result } from '../../../src/engine/protocol.ts'
import { Session } from '../../../src/engine/session/session.ts'
import { armsOf, taskOf } from '../../../src/engine/session/task.ts'
import { armsAtOnce, trainPlan } from '../../../src/engine/sweep/trainPlan.ts'
import { orderOf, weightsOf } from '../../../src/engine/trainers/trainer.ts'
import { type Experiment, schema } from '../../../src/experiment/index.ts'
import { decodeLink } from '../../../src/experiment/link.ts'
import { smallSet } from '../../data/helpers.ts'

const of = (link: string): Experiment => decodeLink(`v=1&${link}`).experiment
const FILE = 'a.gz:400:200:0123456789ab'
const own = (raw: RawData): OwnData => ({ raw, file: FILE, files: [], columns: '' })
const draw = (experiment: Experiment, raw: RawData | null = null) => loadDraws(experiment, raw && own(raw), () => {})
/** Small data and networks, with these settings changed. */
const small = (change: string): Experiment => {
  const link = new URLSearchParams('data=moons&samples=100&hidden=4&batch=8&repeats=3&engine=reference&dataseed=5&labelnoise=0.2')
  for (const [key, value] of new URLSearchParams(change)) link.set(key, value)
  return of(link.toString())
}
const engines = new Engines()

/** Images of one grey pixel each, every second of class 1. */
function grey(examples: number, pixels = 1): RawData {
  const features = Uint8Array.from({ length: examples * pixels }, (_, i) => (37 * i) % 251)
  const labels = Int32Array.from({ length: examples }, (_, i) => i % 2)
  return { classes: 2, classNames: ['0', '1'], dimensions: pixels, features, labels, image: { width: pixels, height: 1, channels: 1 } }
}

afterEach(() => vi.unstubAllGlobals())

describe('the draw of repeat r is what a link with data seed + r has', () => {
  test.each(['data', 'all'])('for generated data, with vary=%s', async (vary) => {
    const { sets } = await draw(small(`vary=${vary}`))
    expect(sets).toHaveLength(3)
    for (const [r, set] of sets.entries()) expect(set).toEqual((await draw(small(`dataseed=${5 + r}`))).sets[0])
    expect(sets[1].train.features).not.toEqual(sets[0].train.features)
    expect(sets[2].test.features).not.toEqual(sets[1].test.features)
  })

  test('for images from files: another split, imbalance and label noise', async () => {
    const link = 'data=dropped&repeats=2&imbalance=3&labelnoise=0.2'
    const { sets } = await draw(of(`${link}&vary=data`), grey(200))
    expect(sets[1]).toEqual((await draw(of(`${link}&dataseed=2`), grey(200))).sets[0])
    expect(sets[1].train.trueLabels).not.toEqual(sets[0].train.trueLabels)
    expect(sets[1].test.features).not.toEqual(sets[0].test.features)
  })

  test('for drawn points: another split of the same points', async () => {
    const points = `${'ABCDEFGHIJ'.replace(/./g, '$&A')}.${'ABCDEFGHIJ'.replace(/./g, '$&_')}`
    const link = `points=${points}&data=points&repeats=2&test=0.5`
    const { sets } = await draw(of(`${link}&vary=data`))
    expect(sets[1]).toEqual((await draw(of(`${link}&dataseed=2`))).sets[0])
    const [one, other] = sets.map(({ train, test }) => [...train.features, ...test.features].sort((a, b) => a - b))
    expect(one).toEqual(other)
    expect(sets[1].test.features).not.toEqual(sets[0].test.features)
    await expect(draw(of('data=points&points=AABA'))).rejects.toThrow(/^There is one class/)
  })

  test('beginning again at 0 after the largest seed', async () => {
    const { sets } = await draw(small(`vary=all&dataseed=${schema.data.seed.max}`))
    expect(sets[1]).toEqual((await draw(small('dataseed=0'))).sets[0])
  })

  test('and there is one for all where repeats do not draw data', async () => {
    for (const vary of ['both', 'weights', 'order']) {
      expect(await draw(small(`vary=${vary}`))).toEqual(await draw(small('vary=all&repeats=1')))
    }
  })
})

test.each(catalogue.flatMap(({ kind, source }) => ('generate' in source ? [kind] : [])))(
  'draws of %s are of equal size, and lie in a row for training',
  async (kind) => {
    const { sets, features, labels } = await draw(of(`data=${kind}&samples=90&classes=4&imbalance=7&repeats=3&vary=all`))
    expect([...features]).toEqual(sets.flatMap(({ train }) => [...train.features]))
    expect([...labels]).toEqual(sets.flatMap(({ train }) => [...train.labels]))
    expect(new Set(sets.map(({ train }) => train.labels.length)).size).toBe(1)
    expect(new Set(sets.map(({ test }) => test.labels.length)).size).toBe(1)
  },
)

test('published images are fetched once for all draws', async () => {
  const { images, labels } = smallSet(40)
  const asked: string[] = []
  vi.stubGlobal('caches', undefined)
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    return Promise.resolve(new Response(address.includes('images') ? images : labels))
  })
  expect((await draw(of('data=mnist&repeats=4&vary=all'))).sets).toHaveLength(4)
  expect(asked).toHaveLength(2)
})

test('own data are those that the experiment names, under whatever name; where they are not there, it says which they are', async () => {
  const named = await draw(of(`data=dropped&file=${FILE.replace('a.gz', 'b.idx')}`), grey(200))
  expect(named).toEqual(await draw(of('data=dropped'), grey(200)))
  const missing = /^This experiment is on a\.gz \(400 bytes, 200 rows\), which a link names and does not carry\. Choose/
  await expect(draw(of(`data=dropped&file=${FILE}`))).rejects.toThrow(missing)
  await expect(draw(of('data=dropped&file=a.gz:400:200:ffffffffffff'), grey(200))).rejects.toThrow(missing)
  await expect(draw(of('data=dropped'))).rejects.toThrow(/^This experiment was made with files that a link cannot carry\. Choose/)
})

test('draws that would fill the memory are refused in words, with what to do', async () => {
  // 32 draws of 5,600 images of 784 pixels in float32 take 536 MiB, 30 of them 502.
  const images = grey(5600, 784)
  await expect(draw(of('data=dropped&repeats=32&vary=all'), images)).rejects.toMatchObject({
    name: 'DataError',
    message: expect.stringMatching(/^32 repeats with data of their own take 536 MiB.*512 MiB.* Set Repeats to 30, .*“Repeats draw”/) as string,
  })
  expect((await draw(of('data=dropped&repeats=32'), images)).sets).toHaveLength(1)
})

describe('what would predict more than there is memory for', () => {
  // A run predicts 8 bytes for each of 100 classes of 250,000 test examples: ten take 1.9 GiB, eleven 2.05.
  const count = 500_000
  const many: RawData = { ...grey(count), classes: 100, classNames: Array.from({ length: 100 }, (_, k) => String(k)), labels: Int32Array.from({ length: count }, (_, i) => i % 100) }
  const link = 'data=dropped&test=0.5&engine=reference&hidden=4'
  const says = /^12 networks on 250,000 test examples in 100 classes .*; 10 can\. Take fewer arms or repeats, or set “Test share” lower\.$/

  test('is refused in words by the page', async () => {
    const reports: Report[] = []
    const session = new Session(1, of(`${link}&arms=3&repeats=4`), { repeat: 0, confusion: false }, engines, (report) => reports.push(report))
    await session.open(own(many))
    expect(reports.slice(-2)).toMatchObject([{ type: 'message', place: 'data', text: expect.stringMatching(says) as string }, { state: 'failed' }])
  })

  test('is cut into parts by a sweep, and refused where one arm is too much', async () => {
    const { sets } = await draw(of(link), many)
    expect(runsMeasured(sets[0])).toBe(10)
    const { network } = taskOf(of(link), await draw(small('')))
    expect([1, 5, 6].map((repeats) => armsAtOnce({ network, repeats }, 10))).toEqual([10, 2, 1])
    await expect(trainPlan(of(`${link}&repeats=12`), engines, { dropped: own(many) }).next()).rejects.toThrow(says)
  })
})

test('drawing stops where it is no longer wanted', async () => {
  const stop = new AbortController()
  const drawing = loadDraws(small('vary=all&repeats=32'), null, () => {}, stop.signal)
  stop.abort()
  await expect(drawing).rejects.toBe(stop.signal.reason)
})

describe('a repeat becomes what it becomes alone on its data, bit for bit, trained and measured', () => {
  async function all(experiment: Experiment): Promise<Result> {
    const found: Result[] = []
    // Two epochs and a bit.
    for await (const result of trainPlan(experiment, engines, { steps: [0, 25] })) found.push(result)
    return found[1]
  }

  const arms = 2
  /** All numbers of the runs of a repeat, on training and on test data. */
  function ofRepeat({ measurements, layout }: Result, repeat: number, repeats = 3): Float32Array[] {
    const runs = Array.from({ length: 2 * arms }, (_, row) => row * repeats + repeat)
    return runs.map((run) => measurements.slice(run * layout.size, (run + 1) * layout.size))
  }

  test('with its own initial weights and batch order', async () => {
    const together = await all(small('vary=all'))
    for (const r of [0, 1, 2]) {
      const alone = await all(small(`vary=both&dataseed=${5 + r}`))
      expect(ofRepeat(together, r)).toEqual(ofRepeat(alone, r))
    }
  })

  test('with those of the first repeat', async () => {
    const together = await all(small('vary=data'))
    for (const r of [0, 1, 2]) {
      const alone = await all(small(`vary=both&repeats=1&dataseed=${5 + r}`))
      expect(ofRepeat(together, r)).toEqual(ofRepeat(alone, 0, 1))
    }
    expect(ofRepeat(together, 1)).not.toEqual(ofRepeat(together, 0))
  })

  test('in a sweep, over a number of the data too', async () => {
    const experiment = small('vary=all&sweep=noise:0.1,0.4&sweep.repeats=3&sweep.steps=25')
    const results: Result[] = []
    for await (const result of trainPlan(experiment, engines)) if (result.step === 25) results.push(result)
    expect(results).toHaveLength(2)
    for (const [group, noise] of [0.1, 0.4].entries()) {
      expect(results[group].measurements).toEqual((await all(small(`vary=all&noise=${noise}`))).measurements)
    }
  })
})

test('what is not drawn is as in the first repeat', async () => {
  const experiment = small('vary=data')
  const task = taskOf(experiment, await draw(experiment))
  const examples = task.labels.length / 3
  const batches = [0, 1, 2].map((repeat) => {
    const batch = new Int32Array(8)
    orderOf(task, repeat).batch(13, batch)
    return [...batch].map((index) => index - repeat * examples)
  })
  expect(batches[1]).toEqual(batches[0])
  expect(batches[2]).toEqual(batches[0])
  expect(weightsOf(task, 2)).toEqual(weightsOf(task, 0))
  const all = { ...task, vary: 'all' } as const
  expect(weightsOf(all, 2)).not.toEqual(weightsOf(all, 0))
})

test('an output layer near zero gives every class about 1/K, or its frequency in the repeat’s own draw', async () => {
  const initial = async (fragment: string) => {
    const experiment = small(fragment)
    const task = taskOf(experiment, await draw(experiment))
    const size = task.labels.length / task.draws
    return [0, 1].map((repeat) => {
      const weights = weightsOf(task, repeat)
      const labels = task.labels.subarray(repeat * size, (repeat + 1) * size)
      return { biases: [...weights.subarray(-2)], frequencies: [0, 1].map((k) => labels.filter((label) => label === k).length / size) }
    })
  }
  for (const { biases } of await initial('vary=data&imbalance=5&start=zero')) expect(biases).toEqual([0, 0])
  const own = await initial('vary=data&imbalance=5&start=frequency')
  for (const { biases, frequencies } of own) {
    biases.forEach((bias, k) => expect(Math.exp(bias)).toBeCloseTo(frequencies[k], 6))
  }
  expect(own[0].biases).not.toEqual(own[1].biases)
})

test('class weights are of the mean class sizes, the same for all repeats', async () => {
  const experiment = small('vary=data&imbalance=5&arms=1&arm0.weights=inverse')
  const draws = await draw(experiment)
  const sizes = [0, 1].map((k) => draws.sets.map(({ train }) => train.labels.filter((label) => label === k).length))
  // Label noise makes them differ between the draws.
  expect(new Set(sizes[0]).size).toBeGreaterThan(1)
  const [a, b] = sizes.map((ofClass) => (ofClass[0] + ofClass[1] + ofClass[2]) / 3)
  // 1/n_k, scaled to a mean of 1 over a + b examples: (a + b) / (2 n_k).
  const [{ classWeights }] = armsOf(experiment.arms.map((arm) => ({ arm, optimizer: experiment.optimizer })), draws)
  expect(classWeights[0]).toBeCloseTo((a + b) / (2 * a), 12)
  expect(classWeights[1]).toBeCloseTo((a + b) / (2 * b), 12)
})
