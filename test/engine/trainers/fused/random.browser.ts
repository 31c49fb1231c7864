import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { useDevice } from '../fixtures.ts'
import { disagreesAtRandom } from '../random.ts'

const gpu = useDevice()

test('random experiments train as float64 backpropagation does', async () => {
  expect(await disagreesAtRandom(async (task, arms) => createFusedTrainer(gpu.device, task, arms))).toBeNull()
})
