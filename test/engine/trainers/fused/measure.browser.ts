import { expect, test } from 'vitest'
import type { Create } from '../../../../src/engine/trainers/engine.ts'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { cutOf } from '../../../../src/engine/trainers/fused/measurer.ts'
import { measureLogits } from '../../../../src/engine/measure/measureLogits.ts'
import { measurementLayout } from '../../../../src/experiment/layout.ts'
import { armOf, FAMILY, ofRun, relativeError, taskOf, useDevice } from '../fixtures.ts'
import { expectSharesLeftOut, expectWorstRecall, MEASURED, wrongMetrics } from '../measured.ts'

const gpu = useDevice()
const create: Create = async (task, arms) => createFusedTrainer(gpu.device, task, arms)

test.each(MEASURED)('metrics of %s are those of float64', async (_, change, steps) => {
  expect(await wrongMetrics(create, change, steps)).toEqual([])
})

test('the worst recall is that of a class with examples', () => expectWorstRecall(create))

test('shares are left out where those of float64 are: where the terms cancel, nearly or not', () => expectSharesLeftOut(create))

test('examples that are measured in several dispatches are measured as by float64', async () => {
  const [classes, examples] = [100, 1300]
  const task = taskOf({ sizes: [3, 6, classes], examples, repeats: 1 })
  const arms = [{ terms: 1000, labelSmoothing: 0.1 }, {}].map((loss) => armOf({ ...FAMILY.CE, ...loss }, classes, 'adam'))
  expect(cutOf(arms, classes, examples).examples).toBeLessThan(examples / 2)
  const trainer = createFusedTrainer(gpu.device, task, arms)
  const taken = trainer.take(task.features, task.labels)
  void trainer.advance(5)
  const [measured, logits] = await Promise.all([trainer.measure(taken, arms), trainer.predict(taken)])
  trainer.dispose()
  const layout = measurementLayout(classes)
  for (const [run, arm] of arms.entries()) {
    const wanted = new Float32Array(layout.size)
    measureLogits(ofRun(logits as Float32Array, run, arms.length), 0, task.labels, arm, layout, wanted, 0)
    const own = ofRun(measured, run, arms.length)
    for (const name of ['loss', 'nll', 'confidence', 'meanPt', 'accuracy', 'gradientNorm'] as const) expect(relativeError([own[layout.at[name]]], [wanted[layout.at[name]]])).toBeLessThan(1e-5)
    expect(own.subarray(layout.at.classCount, layout.at.classCount + classes)).toEqual(wanted.subarray(layout.at.classCount, layout.at.classCount + classes))
  }
})
