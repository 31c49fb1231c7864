import { loadDraws } from '../../../../src/engine/session/draws.ts'
import { armsOf, taskOf } from '../../../../src/engine/session/task.ts'
import { createFusedTrainer } from '../../../../src/engine/trainers/fused/index.ts'
import { openGpu } from '../../../../src/engine/trainers/gpus.ts'
import { decodeLink } from '../../../../src/experiment/link.ts'

const LINK = 'v=1&data=bent&classes=5&samples=200&hidden=23,9&batch=37&repeats=2&arms=4&arm1.eps=2,0,1&arm2.gamma=2&arm2.smooth=0.1&arm3.terms=5&arm3.gamma=1.3'

/** The numbers of an experiment after some steps, in any page: parameters, logits and measurements, as bits. */
export async function fusedBits(): Promise<string> {
  const gpu = await openGpu()
  if (typeof gpu === 'string') throw new Error(gpu)
  const { experiment } = decodeLink(LINK)
  const draws = await loadDraws(experiment, null, () => {})
  const arms = armsOf(experiment.arms.map((arm) => ({ arm, optimizer: experiment.optimizer })), draws)
  const trainer = createFusedTrainer(gpu.device, taskOf(experiment, draws), arms)
  const taken = trainer.take(draws.features, draws.labels)
  void trainer.advance(20)
  const { parameters } = await trainer.snapshot()
  const numbers = [parameters as Float32Array, (await trainer.predict(taken)) as Float32Array, await trainer.measure(taken, arms)]
  trainer.dispose()
  gpu.device.destroy()
  return numbers.map((part) => [...new Uint32Array(part.buffer)].map((bits) => bits.toString(16)).join(' ')).join('\n')
}
