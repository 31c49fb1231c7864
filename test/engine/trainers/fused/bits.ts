import { loadDraws } from '../../../../src/engine/session/draws.ts'
import { armsOf, taskOf } from '../../../../src/engine/session/task.ts'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { openGpu } from '../../../../src/engine/trainers/gpus.ts'
import { decodeLink } from '../../../../src/experiment/link.ts'

const ARMS = 'arms=4&arm1.eps=2,0,1&arm2.gamma=2&arm2.smooth=0.1&arm3.terms=5&arm3.gamma=1.3'
const LINKS = [`v=1&data=bent&classes=5&samples=200&hidden=23,9&batch=37&repeats=2&${ARMS}`, `v=1&data=digits&samples=60&conv=5,9&hidden=7&batch=11&${ARMS}`]

/** The numbers of experiments after some steps, in any page: parameters, logits and measurements, as bits. */
export async function fusedBits(): Promise<string> {
  const gpu = await openGpu()
  if (typeof gpu === 'string') throw new Error(gpu)
  const bits: string[] = []
  for (const link of LINKS) bits.push(await bitsOf(gpu.device, link))
  gpu.device.destroy()
  return bits.join('\n')
}

async function bitsOf(device: GPUDevice, link: string): Promise<string> {
  const { experiment } = decodeLink(link)
  const draws = await loadDraws(experiment, null, () => {})
  const arms = armsOf(experiment.arms.map((arm) => ({ arm, optimizer: experiment.optimizer })), draws)
  const trainer = createFusedTrainer(device, taskOf(experiment, draws), arms)
  const taken = trainer.take(draws.features, draws.labels)
  void trainer.advance(10)
  const { parameters } = await trainer.snapshot()
  const numbers = [parameters as Float32Array, (await trainer.predict(taken)) as Float32Array, await trainer.measure(taken, arms)]
  trainer.dispose()
  return numbers.map((part) => [...new Uint32Array(part.buffer)].map((bits) => bits.toString(16)).join(' ')).join('\n')
}
