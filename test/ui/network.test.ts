import { expect, test } from 'vitest'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { networkFor } from '../../src/experiment/network.ts'
import { costText, networkText, roughText } from '../../src/ui/panels/networkText.ts'

const { model } = defaultExperiment
const grey = { dimensions: 784, classes: 10, image: { width: 28, height: 28, channels: 1 } }

test('the way through a network in words', () => {
  expect(networkText(networkFor({ ...model, conv: [8, 16], hidden: [32] }, grey))).toBe(
    'From an image of 28 × 28 × 1 to maps of 14 × 14 × 8, to maps of 7 × 7 × 16, to 32 hidden units, to 10 classes.',
  )
  expect(networkText(networkFor({ ...model, conv: [8], hidden: [] }, { dimensions: 2, classes: 3 }))).toBe('From 2 inputs to 3 classes.')
})

// By hand: 3 · 64 · 8 · (2 · 5 + 5 · 3).
test('what a step costs: forward once, back twice, for every example of every run', () => {
  const network = networkFor({ ...model, hidden: [5] }, { dimensions: 2, classes: 3 })
  expect(costText(network, 64, 8)).toBe('33 parameters · 38,000 multiply-adds a step, all 8 runs')
  expect(costText({ ...network, parameters: 1 }, 1, 1)).toBe('1 parameter · 75 multiply-adds a step, 1 run')
})

test.each([
  [7, '7'],
  [449, '450'],
  [45_499, '45,000'],
  [999_999, '1 million'],
  [189_700_000, '190 million'],
  [1_234_567_890, '1.2 billion'],
  [2.5e12, '2.5 trillion'],
])('%d to two digits: %s', (count, text) => expect(roughText(count)).toBe(text))
