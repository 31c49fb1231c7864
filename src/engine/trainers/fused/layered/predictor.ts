import type { TrainingTask } from '../../trainer.ts'
import { storage } from '../buffers.ts'
import { type Predictor, predictorOf } from '../predictor.ts'
import type { Group } from '../state.ts'
import { createIssuer, kindOf } from './issuer.ts'
import { fittingLayout, runRoom } from './room.ts'
import { forwardStages, logitStage } from './stages.ts'

/** Examples that are predicted together, where so many fit. */
const TOGETHER = 64
/** Runs whose activations stand side by side. */
const MOST_RUNS = 16

/** Predicts layer by layer, some examples at a time. */
export function createLayeredPredictor(device: GPUDevice, task: TrainingTask, groups: readonly Group[]): Predictor {
  const layout = fittingLayout(task, TOGETHER, device.limits, kindOf(device), false)
  const mostRuns = Math.min(MOST_RUNS, Math.max(...groups.map(({ runs }) => runs)), runRoom(layout, device.limits))
  const issuer = createIssuer(device, layout, mostRuns)
  const forward = forwardStages(layout)
  let indices = storage(device, Uint32Array.of(0))

  /** Places of examples that are gone through in their order. */
  function indicesOf(examples: number): GPUBuffer {
    if (indices.size < examples * Uint32Array.BYTES_PER_ELEMENT) {
      indices.destroy()
      indices = storage(device, Uint32Array.from({ length: examples }, (_, i) => i))
    }
    return indices
  }

  return predictorOf(device, task, groups, {
    tile: layout.examples,
    mostRuns,
    isPaced: true,
    issue(group, { features, examples }, out, { firstRun, runs, firstOutput, from, to }) {
      const gathered = [features, indicesOf(examples)]
      for (let first = from; first < to; first += layout.examples) {
        const part = Math.min(layout.examples, to - first)
        const words = { firstRun, runOffset: group.firstRun, indices: first, examples: part, firstOutput, firstExample: first, allExamples: examples }
        for (const stage of forward) issuer.add(stage, group, runs, words, stage.kernel === 'layeredGather' ? gathered : undefined)
        issuer.add(logitStage(layout, part), group, runs, words, [out])
      }
      issuer.submit()
    },
    destroy() {
      issuer.destroy()
      indices.destroy()
    },
  })
}
