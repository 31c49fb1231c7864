import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { decodeLink, encodeLink } from '../../src/experiment/link.ts'
import { presets } from '../../src/experiment/presets.ts'
import { defaultSweep, sweepables } from '../../src/experiment/sweep.ts'
import { anyChanged, anyExperiment } from './arbitrary.ts'

describe('a link', () => {
  it('is only the version for the default experiment', () => {
    expect(encodeLink(defaultExperiment)).toBe('v=1')
    expect(decodeLink('#v=1')).toEqual({ experiment: defaultExperiment, notices: [] })
  })

  it('brings any experiment back, and says nothing about it', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('brings back what changes on the way', () => {
    fc.assert(
      fc.property(anyChanged, (experiment) => {
        expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
      }),
      { numRuns: 100 },
    )
  })

  it('writes changes so that they can be read and written by hand', () => {
    const changes = [
      { step: 500, key: 'arm1.eps1', value: 3 },
      { step: 620, key: 'lr', value: 0.01 },
      { step: 700, key: 'arm0.terms', value: Infinity },
      { step: 700, key: 'arm1.weights', value: 'inverse' },
    ]
    const link = 'v=1&changes=500:arm1.eps1:3,620:lr:0.01,700:arm0.terms:all,700:arm1.weights:inverse'
    expect(encodeLink({ ...defaultExperiment, changes })).toBe(link)
    expect(decodeLink('v=1&changes=700:arm0.terms:all, 500:arm1.eps1:3,620:lr:0.01,700:arm1.weights:inverse')).toEqual({ experiment: { ...defaultExperiment, changes }, notices: [] })
  })

  it('takes what it can of changes, and says the rest', () => {
    const { experiment, notices } = decodeLink(
      'v=1&changes=500:arm1.eps1:300,10:noise:1,10:arm7.eps1:1,0:lr:0.1,5:lr:x,x:lr:0.1,5:arm1.eps1:1:2,600:lr:0.1,600:lr:0.2',
    )
    expect(experiment.changes).toEqual([{ step: 500, key: 'arm1.eps1', value: expect.any(Number) }, { step: 600, key: 'lr', value: 0.1 }])
    for (const said of [/500:arm1\.eps1:300” is outside/, /10:noise:1” is no change of a setting/, /10:arm7/, /0:lr:0\.1” is at no step/, /5:lr:x” has no value/, /x:lr/, /5:arm1\.eps1:1:2/, /second change at the same step/]) {
      expect(notices.join(' ')).toMatch(said)
    }
    const many = decodeLink(`v=1&changes=${Array.from({ length: 200 }, (_, i) => `${i + 1}:lr:0.1`).join(',')}`)
    expect(many.experiment.changes).toHaveLength(100)
    expect(many.notices.join()).toMatch(/more than 100 changes/)
    expect(encodeLink({ ...defaultExperiment, changes: [...many.experiment.changes, { step: 999, key: 'lr', value: 1 }] })).toBe('v=1')
  })

  it.each(presets)('brings the preset “$question” back', ({ experiment }) => {
    expect(decodeLink(`https://example.org/play/#${encodeLink(experiment)}`)).toEqual({ experiment, notices: [] })
  })

  it('is readable', () => {
    const experiment = {
      ...defaultExperiment,
      data: { ...defaultExperiment.data, kind: 'moons' as const },
      arms: [defaultExperiment.arms[0], { ...defaultExperiment.arms[1], epsilon: [-1, 0.5], terms: 8 }],
    }
    expect(encodeLink(experiment)).toBe('v=1&data=moons&arm1.eps=-1,0.5&arm1.terms=8')
  })

  it('has a drawing that nobody who finds links in text cuts short, whatever data it stands beside', () => {
    for (const kind of ['points', defaultExperiment.data.kind] as const) {
      const experiment = { ...defaultExperiment, data: { ...defaultExperiment.data, kind, points: '_-.__' } }
      for (const text of ['LINK', '_LINK_', '*LINK*', '(LINK).', '<LINK>', '“LINK”']) {
        const read = decodeLink(text.replace('LINK', `https://example.org/#${encodeLink(experiment)}`))
        expect(read).toEqual({ experiment, notices: [] })
      }
    }
  })

  it('says what of a drawing it could not take, and takes the rest', () => {
    const { experiment, notices } = decodeLink('v=1&points=AAB!.CC~~D&data=points')
    expect(experiment.data).toMatchObject({ kind: 'points', points: 'AA.CC' })
    expect(notices).toEqual(['“points=AAB!.CC~~D” could not be read as a whole: 2 points off the grid and 1 half point.'])
    const most = Array.from({ length: 500 }, (_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i % 26] + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(i / 26)]).join('')
    const over = decodeLink(`v=1&data=points&points=${most}`)
    expect(over.experiment.data.points).toBe(most.slice(0, 800))
    expect(over.notices).toEqual([expect.stringMatching(/100 points beyond the 400/)])
  })

  it('names a sweep in words', () => {
    const sweep = { ...defaultSweep('lr', 2), arm: 0, repeats: 8, second: { field: 'terms', values: [1, 2, Infinity] } } as const
    expect(encodeLink({ ...defaultExperiment, sweep })).toBe(
      'v=1&sweep=lr:0.001..0.1:9log&sweep2=terms:1,2,all&sweep.arm=0&sweep.repeats=8',
    )
  })

  it('needs no more than the name of a swept number, or its ends', () => {
    expect(decodeLink('v=1&sweep=imbalance')).toMatchObject({ experiment: { sweep: defaultSweep('imbalance', 2) }, notices: [] })
    expect(decodeLink('v=1&sweep=eps1:-1..5')).toMatchObject({
      experiment: { sweep: { values: { from: -1, to: 5, count: 9, spacing: 'linear' }, repeats: 5, steps: 500 } },
      notices: [],
    })
  })

  it('sweeps an arm that the experiment has', () => {
    const sweep = { ...defaultSweep('eps1', 2), arm: 1 }
    expect(decodeLink(encodeLink({ ...defaultExperiment, arms: [defaultExperiment.arms[0]], sweep }))).toMatchObject({
      experiment: { sweep: { arm: 0 } },
      notices: [],
    })
  })

  it('asks for training with run=', () => {
    expect(decodeLink('v=1&run=250').run).toBe(250)
    expect(decodeLink('v=1').run).toBeUndefined()
  })
})

describe('any text', () => {
  it('decodes to an experiment that encodes, without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.webFragments()), (text) => {
        const { experiment } = decodeLink(text)
        expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('built of known keys with wild values decodes within bounds', () => {
    const key = fc.constantFrom('v', 'data', 'classes', 'lr', 'hidden', 'arms', 'arm0.eps', 'arm5.terms', 'seed', 'run', 'sweep', 'sweep2', 'sweep.arm', 'sweep.repeats')
    const field = fc.constantFrom(...sweepables.map((one) => one.field))
    const swept = fc.tuple(field, fc.stringMatching(/^(:[-+0-9.e,:]{0,12}(\.\.)?[-0-9.]{0,4}(:\d*(log)?)?)?$/)).map((parts) => parts.join(''))
    const value = fc.oneof(fc.string(), swept, fc.double().map(String), fc.constantFrom('NaN', '1e999', '-5', '', ',,', 'all'))
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
        const { experiment } = decodeLink(pairs.map((pair) => pair.join('=')).join('&'))
        expect(decodeLink(encodeLink(experiment))).toEqual({ experiment, notices: [] })
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['', 0],
    ['#', 0],
    ['%E0%A4%A', 1],
    ['foo', 1],
    ['#foo', 1],
    ['https://example.org/play/#foo=1', 1],
    ['https://example.org/play/?from=mail', 0],
    ['v=1&lr=NaN', 1],
    ['v=1&lr=1e999', 1],
    ['v=1&lr=', 1],
    ['v=1&batch=-5', 1],
    ['v=1&hidden=-4,16', 1],
    ['v=1&hidden=1,2,3,4,5,6', 1],
    ['v=1&batch=2.5', 1],
    ['v=1&seed=1&seed=2', 1],
    ['v=99', 1],
    ['v=1&arms=1000', 1],
    ['v=1&arms=0', 1],
    ['v=1&run=soon', 1],
    ['v=1&__proto__=1', 1],
    ['v=1&arm1.__proto__=1', 1],
    ['v=1&constructor=1', 1],
    ['v=1&data=__proto__', 1],
    ['v=1&arm7.eps=1', 1],
    ['v=1&sweep=eps9:1..2:3', 1],
    ['v=1&sweep=__proto__', 1],
    ['v=1&sweep=eps1:-1..99:9', 1],
    ['v=1&sweep=eps1:1..2:9000', 1],
    ['v=1&sweep=eps1:1..2:1', 1],
    ['v=1&sweep=eps1:1..2:x', 1],
    ['v=1&sweep=eps1:1..', 1],
    ['v=1&sweep=eps1:', 1],
    ['v=1&sweep=eps1:1,,2', 1],
    ['v=1&sweep=lr:0.1,0', 1],
    ['v=1&sweep=gamma:0..1:5log', 1],
    ['v=1&sweep=terms:1..all:5', 1],
    ['v=1&sweep=classes:2.5,3', 1],
    ['v=1&sweep=eps1:0..2:3&sweep.arm=2', 1],
    ['v=1&sweep=eps1:0..2:3&sweep.repeats=33', 1],
    ['v=1&sweep=eps1:0..2:3&sweep2=eps1:0..1:3', 1],
    ['v=1&sweep2=eps1:0..1:3&sweep.arm=1', 1],
    ['v=1&steps=2,000', 1],
    ['v=1&run=2,000', 1],
    ['v=1&arms=1,000', 1],
    ['v=1&arm1.eps=2,000', 1],
    ['v=1&hidden=128,064', 1],
    ['v=1&sweep=eps1:2,000', 1],
    ['v=1&sweep=lr:0,001..0,1:5', 1],
    ['v=1&sweep=eps1:0..2:1,000', 1],
    ['v=1&sweep=eps1:0..2:9:9', 1],
    ['v=1&sweep=eps1:0..2&sweep.repeats=1,000', 1],
  ])('%j is said in %i notices', (text, count) => {
    expect(decodeLink(text).notices).toHaveLength(count)
  })

  it('says what it did with a value', () => {
    expect(decodeLink('v=1&lr=1e999').experiment.optimizer.learningRate).toBe(100)
    expect(decodeLink('v=1&lr=1e999').notices).toEqual(['“lr=1e999” is outside 0.00001 to 100; 100 is used.'])
    expect(decodeLink('v=1&batch=2.5').experiment.optimizer.batchSize).toBe(3)
    expect(decodeLink('v=1&batch=x').experiment.optimizer.batchSize).toBe(64)
    expect(decodeLink('v=1&seed=1&seed=2').experiment.training.seed).toBe(1)
    expect(decodeLink('v=1&arms=1000').experiment.arms).toHaveLength(6)
    expect(decodeLink('v=1&arm1.eps=99').notices).toEqual(['“arm1.eps=99” is outside -10 to 50; 50 is used.'])
    const { experiment, notices } = decodeLink('v=1&sweep=eps1:-1..99:9')
    expect(experiment.sweep?.values).toEqual({ from: -1, to: 50, count: 9, spacing: 'linear' })
    expect(notices).toEqual(['“sweep=eps1:-1..99:9” is outside -10 to 50; 50 is used.'])
  })

  it('of 100 KB is cut, quickly, and said in few notices', () => {
    const noise = Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(33 + ((i * 7919) % 90))).join('')
    const start = performance.now()
    const { experiment, notices } = decodeLink(noise)
    expect(performance.now() - start).toBeLessThan(500)
    expect(experiment).toEqual(defaultExperiment)
    expect(notices.length).toBeGreaterThan(0)
    expect(notices.length).toBeLessThanOrEqual(8)
  })

  it('cannot reach a prototype', () => {
    decodeLink('v=1&__proto__.polluted=1&arm0.__proto__.polluted=1&constructor.prototype.polluted=1')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
