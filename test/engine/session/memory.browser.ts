import { expect, test } from 'vitest'
import { createFusedTrainer } from '../../../src/engine/trainers/fused/index.ts'
import { armOf, FAMILY, like, taskOf, useDevice } from '../trainers/fixtures.ts'

const gpu = useDevice()

/** A device that counts the buffers that were made and not destroyed. */
function counting(device: GPUDevice) {
  const alive = new Set<GPUBuffer>()
  const createBuffer = (descriptor: GPUBufferDescriptor) => {
    const buffer = device.createBuffer(descriptor)
    const destroy = buffer.destroy.bind(buffer)
    buffer.destroy = () => {
      alive.delete(buffer)
      destroy()
    }
    alive.add(buffer)
    return buffer
  }
  return { device: like(device, { createBuffer }), alive: () => alive.size }
}

test('5,000 steps with frames leave as many GPU buffers as 500, and dispose leaves none', async () => {
  const { device, alive } = counting(gpu.device)
  const task = taskOf({ sizes: [2, 4, 3], batchSize: 8, repeats: 2 })
  const arms = [armOf(FAMILY.CE, 3, 'adam'), armOf(FAMILY['Poly-1'], 3, 'adam')]
  const trainer = createFusedTrainer(device, task, arms)
  const taken = trainer.take(task.features, task.labels)
  const trainTo = async (end: number) => {
    while (trainer.step < end) {
      trainer.advance(100)
      await trainer.settled()
      await trainer.measure(taken, arms)
      await trainer.predict(taken)
      await trainer.snapshot()
    }
  }
  await trainTo(500)
  const early = alive()
  expect(early).toBeGreaterThan(0)
  await trainTo(5000)
  expect(alive()).toBe(early)
  trainer.dispose()
  expect(alive()).toBe(0)
})
