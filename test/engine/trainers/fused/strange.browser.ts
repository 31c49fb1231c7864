import { expect, test } from 'vitest'
import { Engines } from '../../../../src/engine/trainers/engines.ts'
import { Gpus } from '../../../../src/engine/trainers/gpus.ts'
import { createReferenceTrainer } from '../../../../src/engine/trainers/reference/trainer.ts'
import { armOf, FAMILY, like, relativeError, sharedDevice, taskOf } from '../fixtures.ts'

const task = taskOf()
const arms = [armOf(FAMILY['Poly-1'], 3, 'adam')]

/** A browser's WebGPU that says this of its adapter, and whose device is another in what is given. */
function strange(info: object | undefined, own: (device: GPUDevice) => object): GPU {
  const requestAdapter = async () => {
    const device = await sharedDevice()
    return { info, limits: device.limits, requestDevice: async () => like(device, own(device)) }
  }
  return { requestAdapter } as unknown as GPU
}

test('a browser that says nothing of its adapter, not even of the device’s, trains on it', async () => {
  const gpus = new Gpus(strange(undefined, () => ({ adapterInfo: undefined })))
  const { status, isCard, trainer } = await new Engines(undefined, undefined, gpus).open('fused', task, arms)
  expect(status).toEqual({ name: 'fused', label: 'Fused on WebGPU (unknown adapter)' })
  expect(isCard).toBe(false)
  const oracle = createReferenceTrainer(task, arms)
  for (const one of [trainer, oracle]) await one.advance(10)
  const [got, wanted] = await Promise.all([trainer.snapshot(), oracle.snapshot()])
  expect(relativeError(got.parameters, wanted.parameters)).toBeLessThan(1e-4)
  trainer.dispose()
  gpus.forget()
})

/** Of the device, what throws, and after how many calls of it. */
test.each([
  ['createShaderModule', 0],
  ['createBindGroup', 0],
  ['createBuffer', 0],
  // The self-test passes, its own trainer does not come to be.
  ['createBuffer', 30],
] as const)('where %s throws after %d calls, another engine trains, with the reason', async (name, calls) => {
  let left = calls
  const gpus = new Gpus(
    strange({}, (device) => ({
      [name](given: never) {
        if (left-- <= 0) throw new TypeError('Type error')
        return (device[name] as (given: never) => unknown).call(device, given)
      },
    })),
  )
  const { status, trainer } = await new Engines(undefined, undefined, gpus).open('auto', task, arms)
  expect(status).toMatchObject({ name: 'wasm', why: expect.stringMatching(/^Fused on WebGPU does not work here: Type error\.$/) })
  await trainer.advance(1)
  expect(trainer.step).toBe(1)
  trainer.dispose()
  gpus.forget()
})
