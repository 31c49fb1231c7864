import { openGpu } from '../../src/engine/device.ts'
import { createFusedTrainer, warmUp } from '../../src/engine/fused/index.ts'
import { createReferenceTrainer } from '../../src/engine/reference/trainer.ts'
import { createTfjsTrainer, useCpu, useWebGPU } from '../../src/engine/tfjs/index.ts'
import type { ArmSettings, Trainer, TrainingTask } from '../../src/engine/trainer.ts'
import { evaluateLoss } from '../../src/loss/index.ts'

/** One measured line. */
export interface Row {
  readonly task: string
  readonly engine: string
  readonly backend: string
  readonly runs: number
  /** Milliseconds per step of all runs together, median of the rounds. */
  readonly msPerStep: number
}

type Make = (task: TrainingTask, arms: readonly ArmSettings[]) => Trainer

const ROUNDS = 3
const ROUND_MS = 250
/** Steps after which all engines must stand at the same loss. */
const SAME = 8
/** Examples that the losses are compared on. */
const COMPARED = 64

const tasks = [
  { name: '2-16-16-3', sizes: [2, 16, 16, 3], batchSize: 64, examples: 800, runs: [1, 32] },
  { name: '784-64-10', sizes: [784, 64, 10], batchSize: 128, examples: 1024, runs: [1, 8] },
] as const

function settingsOf(classes: number): ArmSettings {
  return {
    loss: { gamma: 0, terms: Infinity, epsilon: [2], labelSmoothing: 0 },
    classWeights: new Float64Array(classes).fill(1),
    learningRate: 0.001,
    momentum: 0.9,
    weightDecay: 0,
  }
}

/** Mean loss of each run over the first examples, in float64 from the trainer's logits. */
async function meanLosses(trainer: Trainer, task: TrainingTask, arm: ArmSettings): Promise<number[]> {
  const classes = arm.classWeights.length
  const logits = await trainer.predict(task.features.slice(0, COMPARED * task.sizes[0]))
  return Array.from({ length: task.repeats }, (_, run) => {
    let sum = 0
    for (let i = 0; i < COMPARED; i++) {
      const at = (run * COMPARED + i) * classes
      sum += evaluateLoss(arm.loss, logits.slice(at, at + classes), task.labels[i]).value
    }
    return sum / COMPARED
  })
}

async function timed(trainer: Trainer, steps: number): Promise<number> {
  const start = performance.now()
  trainer.advance(steps)
  await trainer.settled()
  return (performance.now() - start) / steps
}

/** Trains every engine on every task in turn. Throws where two engines do not reach the same loss. */
export async function benchEngines(): Promise<{ adapter: string; rows: Row[] }> {
  const gpu = await openGpu()
  if (typeof gpu === 'string') throw new Error(gpu)
  await warmUp(gpu.device)
  const engines: readonly (readonly [string, string, () => Promise<Make>])[] = [
    ['fused', 'webgpu', async () => (task, arms) => createFusedTrainer(gpu.device, task, arms)],
    ['reference', 'cpu', async () => createReferenceTrainer],
    [
      'tfjs ops', 'webgpu',
      async () => {
        await useWebGPU(gpu.device, gpu.info)
        return (task, arms) => createTfjsTrainer('webgpu', task, arms)
      },
    ],
    [
      'tfjs ops', 'cpu',
      async () => {
        await useCpu()
        return (task, arms) => createTfjsTrainer('cpu', task, arms)
      },
    ],
  ]
  const rows: Row[] = []
  for (const { name, sizes, batchSize, examples, runs: counts } of tasks) {
    const classes = sizes[sizes.length - 1]
    const features = Float32Array.from({ length: examples * sizes[0] }, (_, i) => Math.sin(i * 12.9898))
    const labels = Int32Array.from({ length: examples }, (_, i) => (i * 7) % classes)
    const arm = settingsOf(classes)
    for (const runs of counts) {
      const task: TrainingTask = { sizes, activation: 'tanh', optimizer: 'adam', batchSize, repeats: runs, seed: 1, features, labels }
      let wanted: number[] | null = null
      for (const [engine, backend, prepare] of engines) {
        const trainer = (await prepare())(task, [arm])
        trainer.advance(SAME)
        const losses = await meanLosses(trainer, task, arm)
        wanted ??= losses
        // Written so that what is not a number disagrees as well.
        const agrees = losses.every((loss, run) => Math.abs(loss - (wanted?.[run] ?? NaN)) <= 1e-3)
        if (!agrees) throw new Error(`${engine} on ${backend} reached losses ${losses.join(', ')}; wanted ${wanted.join(', ')}.`)
        const steps = Math.max(1, Math.min(1000, Math.round(ROUND_MS / (await timed(trainer, 2)))))
        const rounds: number[] = []
        for (let i = 0; i < ROUNDS; i++) rounds.push(await timed(trainer, steps))
        rows.push({ task: name, engine, backend, runs, msPerStep: rounds.sort((a, b) => a - b)[1] })
        trainer.dispose()
      }
    }
  }
  return { adapter: gpu.name, rows }
}
