import { expect, test } from 'vitest'
import { measurementLayout } from '../../src/experiment/layout.ts'
import { defaultExperiment } from '../../src/experiment/index.ts'
import { receiptOf } from '../../src/experiment/receipt.ts'
import { History } from '../../src/store/history.ts'
import { receiptNow } from '../../src/store/receipt.ts'
import { useSession } from '../../src/store/session.ts'

const layout = measurementLayout(2)

/** What is measured of one run on so many examples of each split. */
function measurements(examples: number): Float32Array {
  const numbers = new Float32Array(2 * layout.size)
  for (const split of [0, 1]) numbers[split * layout.size + layout.at.classCount] = examples
  return numbers
}

test('a receipt is of what was measured at rest on the portable engine, and not of the sample that Pause leaves on show', () => {
  const history = new History(1, 2)
  const append = (step: number, examples: number) => {
    const frame = { session: 1, step, stepsPerSecond: 1, measurements: measurements(examples), settings: defaultExperiment, pictures: { repeat: 0 } }
    history.append(frame)
    useSession.setState({ history, latest: frame, state: 'paused', engine: { name: 'wasm', label: 'Portable' } })
  }
  append(0, 100)
  expect(receiptNow()).toBeNull()
  append(40, 30)
  expect(receiptNow()).toBeNull()
  append(41, 100)
  expect(receiptNow()).toBe(`sum=${receiptOf(measurements(100))}`)
  useSession.setState({ state: 'training' })
  expect(receiptNow()).toBeNull()
  useSession.setState({ state: 'paused', engine: { name: 'fused', label: 'Fused' } })
  expect(receiptNow()).toBeNull()
})
