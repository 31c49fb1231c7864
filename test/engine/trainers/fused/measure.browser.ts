import { expect, test } from 'vitest'
import type { Create } from '../../../../src/engine/trainers/engine.ts'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { useDevice } from '../fixtures.ts'
import { expectSharesLeftOut, expectWorstRecall, MEASURED, wrongMetrics } from '../measured.ts'

const gpu = useDevice()
const create: Create = async (task, arms) => createFusedTrainer(gpu.device, task, arms)

test.each(MEASURED)('metrics of %s are those of float64', async (_, change, steps) => {
  expect(await wrongMetrics(create, change, steps)).toEqual([])
})

test('the worst recall is that of a class with examples', () => expectWorstRecall(create))

test('shares are left out where those of float64 are: where the terms cancel, nearly or not', () => expectSharesLeftOut(create))
