import { createFusedTrainer } from '../../src/engine/trainers/fused/index.ts'
import type { ArmSettings, TrainingTask } from '../../src/engine/trainers/trainer.ts'
import { LossEvaluator } from '../../src/loss/index.ts'
import { denseNetwork } from '../../src/network/network.ts'
import { ENGINES, faults, gpu } from './engines.ts'
import type { Peer } from './peer.ts'
import { armOf, taskOf, TASKS } from './tasks.ts'

/** How long the steps of one measurement take at least, in milliseconds. */
const LEAST_TIME = 400

const CELLS = TASKS.flatMap((task) =>
  task.runs.flatMap((runs) =>
    ENGINES.filter(({ mostRuns, takes }) => runs <= mostRuns && task.network.layers.every(({ kind }) => takes.includes(kind))).map((engine) => ({ ...task, runs, engine })),
  ),
)

/** What lives between the rounds, by cell: only cells that are compared, so that nothing else weighs on them. */
const living = new Map<number, { readonly peer: Peer; steps: number }>()

/** What is measured, in order: the engines of one task and number of runs stand together. */
export function cells(): { task: string; engine: string; backend: string; runs: number }[] {
  return CELLS.map(({ name, runs, engine: { engine, backend } }) => ({ task: name, engine, backend, runs }))
}

/** The name of the adapter that WebGPU engines run on. */
export async function adapter(): Promise<string> {
  return (await gpu).name
}

/** Mean loss of each run over all training examples, in float64 from the engine's logits. */
async function lossesOf(peer: Peer, { network, features, labels, repeats }: TrainingTask, { loss }: ArmSettings) {
  const { classes } = network
  const evaluator = new LossEvaluator(classes)
  const logits = await peer.predict(peer.take(features))
  return Array.from({ length: repeats }, (_, run) => {
    const sum = labels.reduce((total, label, i) => {
      evaluator.read(logits, (run * labels.length + i) * classes, label)
      return total + evaluator.value(loss)
    }, 0)
    return sum / labels.length
  })
}

async function time(peer: Peer, steps: number): Promise<number> {
  const start = performance.now()
  await peer.advance(steps)
  await peer.settled()
  return performance.now() - start
}

/** Creates what a cell measures and takes it to the step at which all are compared: the mean loss of each run. */
export async function prepare(index: number): Promise<number[]> {
  const { runs, learningRate, compared, engine, ...given } = CELLS[index]
  const task = taskOf(given, runs)
  const arm = armOf(task.network.classes, learningRate)
  await engine.enter()
  const peer = await engine.create(task, arm)
  living.set(index, { peer, steps: 1 })
  await time(peer, compared)
  return lossesOf(peer, task, arm)
}

/** Milliseconds a step, all runs together, over as many steps as take at least `LEAST_TIME`. */
export async function measure(index: number): Promise<number> {
  const cell = living.get(index)
  if (!cell) throw new Error('A cell is prepared before it is measured.')
  await CELLS[index].engine.enter()
  // A single step is long enough to need no other before it.
  if (cell.steps > 1) await time(cell.peer, Math.ceil(cell.steps / 8))
  for (;;) {
    const elapsed = await time(cell.peer, cell.steps)
    const perStep = elapsed / cell.steps
    if (elapsed >= LEAST_TIME) return perStep
    // Aiming a little beyond, and never far from what is known, spares both rounds and overshoot.
    cell.steps = Math.ceil(cell.steps * Math.min(10, Math.max(1.3, (1.3 * LEAST_TIME) / elapsed)))
  }
}

/** Lets go of what `prepare` made. */
export function finish(index: number): void {
  living.get(index)?.peer.dispose()
  living.delete(index)
}

/** Layer sizes small and wide in turn, each new to the device when its turn comes: they go before all cells. */
const SHAPES = [[2, 24, 12, 3], [784, 64, 10], [5, 9, 31, 7, 4], [784, 128, 64, 10]]

/** Milliseconds from a new shape to its first step on the fused engine's warm device, and the same once more. */
export async function firstSteps(): Promise<{ sizes: readonly number[]; firstMs: number; againMs: number }[]> {
  const { device } = await gpu
  const results = []
  for (const sizes of SHAPES) {
    const task = taskOf({ network: denseNetwork(sizes, 'tanh'), examples: 512, batchSize: 64 }, 2)
    const arm = armOf(task.network.classes, 0.01)
    const times = []
    for (let i = 0; i < 2; i++) {
      const start = performance.now()
      const trainer = createFusedTrainer(device, task, [arm])
      trainer.advance(1)
      await trainer.settled()
      times.push(performance.now() - start)
      trainer.dispose()
    }
    results.push({ sizes, firstMs: times[0], againMs: times[1] })
  }
  return results
}

/** What any device complained about. */
export function complaints(): readonly string[] {
  return faults
}
