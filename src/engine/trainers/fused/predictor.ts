import { isSoftware } from '../gpus.ts'
import { runsAsked, type TrainingTask } from '../trainer.ts'
import { largestBuffer, storage, uniform, workRoom } from './buffers.ts'
import { DISPATCH_WORDS, dispatchWords } from './dispatch.ts'
import { bind, dispatch, kernel } from './kernels.ts'
import { createPace } from './pace.ts'
import { placementOf, VEC4_BYTES } from './placement.ts'
import type { Group } from './state.ts'

/** Examples that a workgroup predicts at a time, and no more than it trains on, so that they fit where those do. */
const MOST_TOGETHER = 64
/** Workgroups of a dispatch: enough to keep a device busy, few enough to share a small room for activations. */
const WORKGROUPS = { software: 32, hardware: 256 }
/** Bytes of logits that stand on the device at a time, before they are read or reduced. */
const ROOM = 1 << 25

/** Runs whose logits stand in a buffer, [runs × rows × classes], until the next are written over them. */
export interface Logits {
  readonly firstRun: number
  readonly runs: number
  readonly buffer: GPUBuffer
  readonly size: number
}

/** Examples on the device. */
export interface Taken {
  readonly examples: number
  readonly features: GPUBuffer
  /** Rows of logits, and how many of them have a label. */
  readonly rows: number
  readonly labelled: number
  /** Those of the rows, where they are to be measured on. */
  readonly labels: GPUBuffer | null
}

export interface Predictor {
  /**
   * Issues the forward pass of every run, or of those of one repeat, part by part, and calls `use` each time after some
   * runs' logits have been issued. Yields the share that is issued.
   */
  predict(taken: Taken, use: (logits: Logits) => void, repeat?: number): Iterable<number>
  /** What `goThrough` waits for between the parts. */
  held(): Promise<unknown> | undefined
  destroy(): void
}

/** Some runs of a group, counted from its first, where their logits begin among those of all that are asked for, and which examples. */
export interface Part {
  readonly firstRun: number
  readonly runs: number
  readonly firstOutput: number
  readonly from: number
  readonly to: number
}

/** How a path makes logits. */
export interface Forward {
  /** Examples that are predicted at a time. */
  readonly tile: number
  /** Runs that are predicted side by side: as many as fit, or fewer where these would be long. */
  readonly mostRuns: number
  readonly isPaced: boolean
  /** Issues a part of the logits of a group. */
  issue(group: Group, taken: Taken, out: GPUBuffer, part: Part): void
  destroy(): void
}

/** A predictor with one workgroup a run and some examples. */
export function createPredictor(device: GPUDevice, task: TrainingTask, groups: readonly Group[]): Predictor {
  const tile = Math.min(MOST_TOGETHER, task.batchSize)
  const placement = placementOf(task, tile)
  const placementBuffer = uniform(device, placement.uniform)
  const dispatchBuffer = uniform(device, new Uint32Array(DISPATCH_WORDS))
  const workBytes = placement.workStride * VEC4_BYTES
  const kind = isSoftware(device) ? 'software' : 'hardware'
  const workgroups = Math.min(WORKGROUPS[kind], workRoom(device.limits, workBytes))
  const work = storage(device, workgroups * workBytes)
  return predictorOf(device, task, groups, {
    tile,
    mostRuns: workgroups,
    isPaced: kind === 'hardware',
    issue(group, { features, examples }, out, { firstRun, runs, firstOutput, from, to }) {
      const predicting = kernel(device, 'predict')
      const { layouts } = predicting
      const network = bind(device, layouts[0], [placementBuffer, dispatchBuffer, features, group.parameters, work])
      device.queue.writeBuffer(dispatchBuffer, 0, dispatchWords({ firstRun, firstOutput, firstExample: from, endExample: to, examples }))
      const tiles = Math.ceil((to - from) / tile)
      dispatch(device, predicting, [network, bind(device, layouts[1], [out])], runs, Math.min(Math.floor(workgroups / runs), tiles))
    },
    destroy() {
      for (const buffer of [placementBuffer, dispatchBuffer, work]) buffer.destroy()
    },
  })
}

/** Makes logits part by part, as many runs at a time as there is room for. */
export function predictorOf(device: GPUDevice, task: TrainingTask, groups: readonly Group[], forward: Forward): Predictor {
  const pace = createPace(device)
  const workOfExample = task.network.work
  const { tile, mostRuns, isPaced } = forward
  let logits: GPUBuffer | undefined

  /** Issues the logits of a group's runs from `firstRun` on, and yields how many of their examples are issued. */
  function* issue(group: Group, firstRun: number, runs: number, taken: Taken, out: GPUBuffer): Generator<number> {
    const { examples } = taken
    for (let run = 0, together = 0; run < runs; run += together) {
      const fitting = Math.min(runs - run, mostRuns)
      together = isPaced ? pace.size(workOfExample * tile, fitting, 1).runs : fitting
      for (let from = 0, to = 0; from < examples; from = to) {
        const { steps: tiles } = pace.size(workOfExample * tile, together, Math.ceil((examples - from) / tile))
        to = Math.min(examples, from + tiles * tile)
        forward.issue(group, taken, out, { firstRun: firstRun + run, runs: together, firstOutput: run, from, to })
        pace.submitted(workOfExample * together * (to - from))
        yield run * examples + together * to
      }
    }
  }

  /** The runs of a group that are predicted together, `at` counted from its first. */
  function parts(group: Group, most: number, repeat?: number): { group: Group; at: number; runs: number }[] {
    const { firstRun, runs } = group
    if (repeat === undefined) {
      return Array.from({ length: Math.ceil(runs / most) }, (_, i) => ({ group, at: i * most, runs: Math.min(most, runs - i * most) }))
    }
    const asked = runsAsked(firstRun + runs, task.repeats, repeat).filter((run) => run >= firstRun)
    return asked.map((run) => ({ group, at: run - firstRun, runs: 1 }))
  }

  return {
    *predict(taken, use, repeat) {
      const runBytes = taken.rows * task.network.classes * Float32Array.BYTES_PER_ELEMENT
      const most = Math.max(1, Math.floor(Math.min(ROOM, largestBuffer(device.limits)) / runBytes))
      const asked = groups.flatMap((group) => parts(group, most, repeat))
      const needed = Math.max(...asked.map(({ runs }) => runs)) * runBytes
      if (!logits || logits.size < needed) {
        logits?.destroy()
        logits = storage(device, needed)
      }
      const all = asked.reduce((sum, { runs }) => sum + runs, 0)
      let before = 0
      for (const { group, at, runs } of asked) {
        const buffer = logits
        for (const done of issue(group, at, runs, taken, buffer)) yield (before + done / taken.examples) / all
        use({ firstRun: group.firstRun + at, runs, buffer, size: runs * runBytes })
        before += runs
      }
    },
    held: pace.held,
    destroy() {
      forward.destroy()
      logits?.destroy()
    },
  }
}
