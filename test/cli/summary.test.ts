import { expect, test } from 'vitest'
import { summary } from '../../src/cli/summary.ts'
import { trainPlan } from '../../src/engine/sweep/trainPlan.ts'
import { Engines } from '../../src/engine/trainers/engines.ts'
import { planOf } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { noResults, withResult } from '../../src/experiment/results.ts'

const engines = new Engines()

async function summaryOf(link: string): Promise<string[]> {
  const { experiment } = decodeLink(`v=1&engine=reference&data=moons&samples=100&hidden=4&steps=5&repeats=2&${link}`)
  let results = noResults(experiment, planOf(experiment))
  for await (const result of trainPlan(experiment, engines, {})) results = withResult(results, result)
  return summary(experiment, results.records, null).split('\n')
}

const SWEEP = 'arms=3&arm2.weights=inverse&imbalance=5&sweep=eps1:0,2&sweep.steps=20&sweep.repeats=2'

test('a sweep says for each metric what it found, and once what has to be known of it', async () => {
  const lines = await summaryOf(SWEEP)
  expect(lines.filter((line) => /^(Accuracy|NLL|Mean confidence|ECE|Balanced accuracy|Worst-class recall): .*\.$/.test(line))).toHaveLength(6)
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(/^Training classes are long-tailed, test classes are not/),
    'p is about other initial weights and batch orders on this one draw of the data, after 20 steps (training: 5).',
    'Intervals of a mean (bands, bars) are plain 95%, those of a difference at Holm’s level.',
  ])
  expect(await summaryOf(`${SWEEP}&testdata=train`)).not.toContainEqual(expect.stringContaining('long-tailed'))
})

test('a training has no verdicts, and says what a shift of class frequencies does to its numbers', async () => {
  const lines = await summaryOf('imbalance=5')
  expect(lines).toHaveLength(5)
  expect(lines[4]).toMatch(/^Training classes are long-tailed/)
  expect(await summaryOf('')).toHaveLength(4)
})
