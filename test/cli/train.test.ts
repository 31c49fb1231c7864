import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { durationText } from '../../src/experiment/text.ts'
import { schema } from '../../src/experiment/index.ts'
import { cifarBytes } from '../data/helpers.ts'
import { type Ended, train } from './command.ts'

const TINY = 'v=1&engine=reference&data=moons&samples=100&repeats=1&hidden=8&steps=20'
/** A browser has to start, on a machine that does other things as well. */
const PATIENT = { timeout: 120_000 }

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyloss-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Row {
  readonly arm: number
  readonly step: number
  readonly outcome: string
  readonly test_nll: number | null
}
const rowsOf = (text: string) => (JSON.parse(text) as { rows: Row[] }).rows

describe('a wrong command ends with 2, says why and how, and trains nothing', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no link', [], /There is no link to train/],
    ['an unknown engine', [TINY, '--engine', 'abacus'], /There is no engine “abacus”. There are: auto, fused/],
    ['steps that are no number', [TINY, '--steps', 'many'], /--steps takes a whole number from 1/],
    ['no steps', [TINY, '--steps', '0'], /--steps takes a whole number from 1/],
    ['half a step', [TINY, '--steps', '1.5'], /--steps takes a whole number from 1/],
    ['steps in another base', [TINY, '--steps', '0x10'], /--steps takes a whole number from 1/],
    ['links that cannot be read', ['--links', '/nowhere/links.txt'], /The links could not be read: ENOENT.*\/nowhere\/links\.txt/],
    ['two formats', [TINY, '--json', '--csv'], /Choose one of --json and --csv/],
    ['curves in no format', [TINY, '--curves'], /--curves goes with --json or --csv/],
    ['data that are not there', ['v=1&data=dropped', '--data', '/nowhere/iris.csv'], /The data could not be read: ENOENT.*\/nowhere\/iris\.csv/],
    ['a folder as data', ['v=1&data=dropped', '--data', tmpdir()], /The data could not be read: .* is a folder/],
    ['data for a link that has its own', [TINY, '--data', fileURLToPath(import.meta.url)], /--data goes with a link to own data/],
    ['any data, and none', [TINY, '--any-data'], /--any-data goes with --data/],
    ['an unknown framework', [TINY, '--snippet', 'abacus'], /There is no snippet for “abacus”. There are: pytorch, keras, jax, tfjs/],
    ['code and numbers', [TINY, '--snippet', 'jax', '--json'], /--snippet trains nothing/],
    ['code for two links', [TINY, TINY, '--snippet', 'jax'], /--snippet takes one link/],
    ['an arm without code', [TINY, '--arm', '1'], /--arm goes with --snippet/],
    ['an arm that is no number', [TINY, '--snippet', 'jax', '--arm', 'x'], /--arm takes a whole number from 0/],
    ['an unknown option', [TINY, '--fast'], /--fast/],
  ]
  it.each(cases)('%s', (_, args, says) => expect(() => readArguments(args)).toThrow(says))

  it('as a command', PATIENT, async () => {
    const { code, out, err } = await train([TINY, '--steps', 'many'])
    expect(err).toContain('--steps takes a whole number from 1.')
    expect(err).toContain('Exit code:')
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('a file that cannot be written, before anything is trained', PATIENT, async () => {
    for (const file of ['/nowhere/results.json', folder]) {
      const { code, out, err } = await train([TINY, '--json', '--out', file])
      expect(err).toMatch(new RegExp(`^${file} could not be written: E`))
      expect(out).toBe('')
      expect(code).toBe(2)
    }
  })

  it('reads steps as a person writes them', () => {
    for (const steps of ['10,000', '10.000', '10 000', '1e4', '10k']) expect(readArguments([TINY, '--steps', steps]).steps).toBe(10_000)
  })

  it('knows every engine that a link can name', () => {
    for (const { value } of schema.training.engine.options) {
      expect(readArguments([TINY, '--engine', value]).engine).toBe(value)
    }
  })
})

describe('several links', () => {
  const DIVERGING = `${TINY}&batch=100&opt=sgd&lr=100&wd=1&steps=100`
  const WRAPPED = `https://scanner.example/?url=${encodeURIComponent(`https://example.org/?${TINY}&penguins=3`)}&data=7`
  let ended: Ended

  beforeAll(async () => {
    const links = join(folder, 'links.txt')
    writeFileSync(links, `# a remark\n\n#${TINY}\n${DIVERGING}\n${WRAPPED}\n`)
    ended = await train(['https://example.org/#no-link', 'https://example.org/', 'v=1&data=dropped&file=iris.csv:3858:150:0123456789ab', '--links', links, '--json'])
  }, PATIENT.timeout)

  it('are trained in turn, a bad one said and passed over', () => {
    expect(ended.err).toContain('https://example.org/#no-link: This is no link of the playground')
    expect(ended.err).toContain('https://example.org/: This is no link of the playground. A link’s settings stand after its “#”')
    expect(ended.err).toContain('0123456789ab: it is on own data, iris.csv (4 kB, 150 rows). Give the files with --data.')
    const [good] = JSON.parse(ended.out) as { rows: Row[]; about: { link: string } }[]
    expect(good.about.link).toBe(`#${TINY}`)
    expect(good.rows.map(({ arm, step, outcome }) => ({ arm, step, outcome }))).toEqual([
      { arm: 0, step: 20, outcome: 'finished' },
      { arm: 1, step: 20, outcome: 'finished' },
    ])
    for (const { test_nll } of good.rows) expect(test_nll).toBeGreaterThan(0)
  })

  it('mark what diverged, and say so', () => {
    expect(ended.err).toContain(`${DIVERGING}: not all runs stayed finite; they are marked “diverged”.`)
    const rows = (JSON.parse(ended.out) as { rows: Row[] }[])[1].rows
    expect(rows.map(({ outcome, test_nll }) => [outcome, test_nll])).toEqual([['diverged', null], ['diverged', null]])
  })

  it('name what was trained where they said it in another way', () => {
    expect(ended.err).toContain('“penguins” is not known and was ignored.')
    const { about, rows } = (JSON.parse(ended.out) as { rows: Row[]; about: { link: string } }[])[2]
    expect(about.link).toBe(`#${encodeLink(decodeLink(TINY).experiment)}`)
    expect(rows.map(({ step }) => step)).toEqual([20, 20])
  })

  it('end with 1 unless all went well', () => {
    expect(ended.code).toBe(1)
  })
})

it.skipIf(!existsSync('/dev/full'))('gives the results to standard output where the disk is full', PATIENT, async () => {
  const { code, out, err } = await train([TINY, '--json', '--out', '/dev/full'])
  expect(err).toContain('/dev/full could not be written: ENOSPC')
  expect(rowsOf(out)).toHaveLength(2)
  expect(code).toBe(1)
})

it('writes what was measured on Ctrl-C, and ends with 130', PATIENT, async () => {
  const file = join(folder, 'interrupted.json')
  let sent = false
  const { code, out, err } = await train(
    [TINY, `${TINY}&run=1000000`, TINY, '--json', '--out', file],
    {
      onError: (child, err) => {
        if (sent || !err.includes('2/3')) return
        sent = true
        setTimeout(() => child.kill('SIGINT'), 1000)
      },
    },
  )
  expect(err).toContain('Stopping; what was measured so far is written.')
  expect(err).toContain('&run=1000000: not all runs reached their last step.')
  expect(err).not.toContain('3/3')
  expect(out).toBe('')
  const written = JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[] }[]
  expect(written.map(({ rows }) => rows.map(({ outcome }) => outcome))).toEqual([['finished', 'finished'], ['stopped', 'stopped']])
  for (const { step, test_nll } of written[1].rows) {
    expect(step).toBeLessThan(1_000_000)
    expect(test_nll).toBeGreaterThan(0)
  }
  expect(code).toBe(130)
})

describe('own data', () => {
  const OWN = 'v=1&data=dropped&engine=reference&repeats=1&hidden=4&steps=5'
  const write = (name: string, bytes: readonly number[]) => {
    const file = join(folder, name)
    writeFileSync(file, Uint8Array.from(bytes))
    return file
  }
  /** Twenty images of one pixel, of two classes, from this grey on. */
  const images = (grey: number) => [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 1, ...Array.from({ length: 20 }, (_, i) => grey + i)]
  const labels = [0, 0, 8, 1, 0, 0, 0, 20, ...Array.from({ length: 20 }, (_, i) => i % 2)]
  interface Output { readonly about: { readonly link: string }; readonly rows: readonly (Row & { readonly file: string })[] }

  it('are trained on and named in the results; a link that names others fails, in words, unless any will do', PATIENT, async () => {
    const files = [write('images.idx', images(1)), write('labels.idx', labels)]
    const first = await train([OWN, '--json', '--data', ...files])
    expect([first.err, first.code]).toEqual(['', 0])
    const { about, rows } = JSON.parse(first.out) as Output
    const [{ file, test_nll }] = rows
    expect(file).toMatch(/^images\.idx,labels\.idx:64:20:[\da-f]{12}$/)
    expect(about.link).toBe(`#${encodeLink(decodeLink(`${OWN}&file=${file}`).experiment)}`)
    expect(test_nll).toBeGreaterThan(0)

    const others = ['--data', write('others.idx', images(2)), '--data', files[1]]
    const fault = `it is on images.idx and labels.idx (64 bytes, 20 rows), and --data has the same size (64 bytes), as many rows (20) and other content`
    const [same, other, any] = await Promise.all([
      train([`${OWN}&file=${file}`, '--json', '--data', files[1], files[0]]),
      train([`${OWN}&file=${file}`, '--json', ...others]),
      train([`${OWN}&file=${file}`, '--json', '--any-data', ...others]),
    ])
    expect([same.err, same.code]).toEqual(['', 0])
    expect((JSON.parse(same.out) as Output).rows).toEqual(rows)
    expect(other.err).toContain(fault)
    expect([other.out, other.code]).toEqual(['[]\n', 1])
    expect([any.err, any.code]).toEqual(['', 0])
    expect((JSON.parse(any.out) as Output).rows[0].file).toMatch(/^labels\.idx,others\.idx:64:20:/)
  })

  it('may be batches of CIFAR, which a convolutional network learns', PATIENT, async () => {
    const batches = [8, 3].map((label, i) => write(`batch_${i}.bin`, [...cifarBytes(Array.from({ length: 10 }, () => [label]), (image, channel, y, x) => (image + 40 * label + 90 * channel + y * x) % 256)]))
    const { code, out, err } = await train(['v=1&data=dropped&engine=wasm&repeats=1&conv=4&hidden=&batch=4&steps=60', '--json', '--data', ...batches])
    expect([err, code]).toEqual(['', 0])
    const { rows } = JSON.parse(out) as { rows: readonly (Row & { readonly file: string; readonly test_accuracy: number })[] }
    for (const { file, step, test_accuracy } of rows) {
      expect(file).toMatch(/^batch_0\.bin,batch_1\.bin:61460:20:[\da-f]{12}$/)
      expect([step, test_accuracy]).toEqual([60, 1])
    }
  })

  it('reach an engine that needs a browser', PATIENT, async () => {
    const { code, out, err } = await train([OWN.replace('reference', 'tfjs-cpu'), '--json', '--data', write('images.idx', images(1)), write('labels.idx', labels)])
    expect([err, code]).toEqual(['', 0])
    expect(rowsOf(out).map(({ step }) => step)).toEqual([5, 5])
  })
})

describe('the time left', () => {
  it.each([
    [0.4, '1 s'],
    [99, '99 s'],
    [100, '2 min'],
    [5940, '99 min'],
    [6000, '1 h 40 min'],
    [11_100, '3 h 5 min'],
  ])('of %d seconds', (seconds, text) => expect(durationText(seconds)).toBe(text))
})
