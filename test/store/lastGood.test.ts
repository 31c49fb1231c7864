import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultExperiment, type Experiment } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { loadExperiment, setEpsilon, setField, useExperiment } from '../../src/store/experiment.ts'
import { faultsOf } from '../../src/store/faults.ts'
import { afterDivergence, afterFrame, backToLastGood, lastGood, noTrials, recordTrials, type Trials, useTrials } from '../../src/store/lastGood.ts'
import { say } from '../../src/store/messages.ts'
import { useSession } from '../../src/store/session.ts'

const of = (link: string) => decodeLink(`v=1&${link}`).experiment
const good = of('arm1.eps=3&lr=0.02')
const wild = of('arm1.eps=50&lr=100')

/** Frames at these steps, one after another, under one experiment. */
function trained(trials: Trials, experiment: Experiment, ...steps: number[]): Trials {
  return steps.reduce((known, step) => afterFrame(known, experiment, step), trials)
}

describe('the last good setting', () => {
  test('is the one in force before that trained on and stayed finite', () => {
    const trials = trained(trained(noTrials, good, 1, 10, 100), wild, 110, 120)
    expect(lastGood(afterDivergence(trials, wild), wild)).toEqual(good)
  })

  test('leaves the rest of the experiment as it is', () => {
    const trials = trained(noTrials, good, 0, 100)
    const present = of('arm1.eps=50&noise=0.1&steps=9000&hidden=4')
    expect(lastGood(trials, present)).toEqual({ ...present, arms: good.arms, optimizer: good.optimizer })
  })

  test('is never one that diverged, however long it was finite', () => {
    const trials = afterDivergence(trained(trained(noTrials, good, 0, 100), wild, 110, 1000), wild)
    expect(lastGood(trials, wild)).toEqual(good)
    expect(lastGood(trials, of('arm1.eps=1')).arms).toEqual(good.arms)
  })

  test('is not one that was only passed by on the way', () => {
    const trials = trained(trained(trained(noTrials, good, 0, 60), of('arm1.eps=20'), 70, 80), wild, 90)
    expect(lastGood(trials, wild)).toEqual(good)
  })

  test('steps of an earlier course do not count', () => {
    const trials = trained(noTrials, good, 100, 5, 20)
    expect(trials.good).toEqual([])
  })

  test('goes further back, when the one returned to diverges as well', () => {
    const first = of('arm1.eps=1')
    const trials = trained(trained(noTrials, first, 0, 100), good, 110, 200)
    const back = lastGood(afterDivergence(trials, wild), wild)
    expect(lastGood(afterDivergence(trials, back), back)).toEqual(first)
  })

  test('is the default where none is known for as many arms', () => {
    const trials = trained(noTrials, good, 0, 100)
    const three = of('arms=3&arm2.eps=50&lr=100&opt=sgd')
    expect(lastGood(trials, three)).toEqual(of('arms=3&opt=sgd'))
    expect(lastGood(noTrials, wild)).toEqual(defaultExperiment)
  })
})

describe('while the page trains', () => {
  let stop: () => void
  const frame = (step: number) => {
    const { experiment: settings } = useExperiment.getState()
    useSession.setState({ latest: { session: 1, stepsPerSecond: 1, settings, step, measurements: new Float32Array(), pictures: { repeat: 0 } } })
  }

  beforeEach(() => {
    loadExperiment(defaultExperiment)
    useSession.setState({ messages: [], latest: null, data: null })
    useTrials.setState(noTrials)
    stop = recordTrials()
  })
  afterEach(() => stop())

  test('one call returns from a divergence to what was in force, and takes the message away', () => {
    setEpsilon(1, 1, 3)
    for (const step of [1, 30, 90]) frame(step)
    setField('optimizer', 'learningRate', 100)
    for (const step of [100, 110]) frame(step)
    say({ place: 'training', level: 'error', text: 'Arm 1 diverged' })
    backToLastGood()
    const { experiment } = useExperiment.getState()
    expect(experiment.optimizer.learningRate).toBe(0.01)
    expect(experiment.arms[1].epsilon).toEqual([3])
    expect(useSession.getState().messages).toEqual([])
  })

  test('a setting under which an arm learns nothing is not good', () => {
    for (const step of [0, 100]) frame(step)
    loadExperiment(of('arm1.terms=1&arm1.eps=-1'))
    for (const step of [110, 500]) frame(step)
    backToLastGood()
    expect(useExperiment.getState().experiment).toEqual(defaultExperiment)
  })
})

describe('faults', () => {
  const classes = { classNames: ['a', 'b', 'c'], trainCounts: [5, 0, 5] }

  test('every term muted', () => {
    expect(faultsOf(of('arm1.terms=1&arm1.eps=-1'), null)).toEqual([expect.stringMatching(/^Arm 1: every term is muted/)])
    const three = { arms: [{ ...defaultExperiment.arms[0], terms: 3, epsilon: [1, 2, 3].map((j) => -1 / j) }] }
    expect(faultsOf(three, null)).toEqual([expect.stringMatching(/^Baseline: every term is muted/)])
  })

  test('a class that weighs nothing, only where classes are weighted', () => {
    expect(faultsOf(of('arm1.weights=inverse'), classes)).toEqual([expect.stringMatching(/^Arm 1: class b has no training/)])
    expect(faultsOf(defaultExperiment, classes)).toEqual([])
  })
})
