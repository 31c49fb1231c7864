import type { Snapshot } from '../trainer.ts'
import { largestBuffer, storage } from './buffers.ts'
import { LANES, type Placement, VEC4_BYTES } from './placement.ts'
import type { Readback } from './readback.ts'

/** Runs whose parameters share a buffer. */
export interface Group {
  readonly firstRun: number
  readonly runs: number
  readonly parameters: GPUBuffer
  readonly slots: GPUBuffer
}

/** Parameters and slots of all runs on the device, as many runs to a buffer as it can hold. */
export interface RunState {
  readonly groups: readonly Group[]
  /** Parameters of each run in a snapshot's order; all slots become zero. */
  writeParameters(parametersOf: (run: number) => ArrayLike<number>): void
  write(snapshot: Snapshot): void
  read(readback: Readback): Promise<Pick<Snapshot, 'parameters' | 'slots'>>
  destroy(): void
}

/** @param places where each parameter of a snapshot stands, in floats, among a run's parameters on the device */
export function createRunState(
  device: GPUDevice,
  placement: Pick<Placement, 'parameterStride' | 'slotStride'>,
  places: Uint32Array,
  runs: number,
): RunState {
  const count = places.length
  const blockSize = placement.parameterStride * LANES
  const slotCount = placement.slotStride / placement.parameterStride
  const groupRuns = Math.min(runs, Math.floor(largestBuffer(device.limits) / (placement.slotStride * VEC4_BYTES)))
  const groups: Group[] = []
  for (let firstRun = 0; firstRun < runs; firstRun += groupRuns) {
    const inGroup = Math.min(groupRuns, runs - firstRun)
    groups.push({
      firstRun,
      runs: inGroup,
      parameters: storage(device, inGroup * placement.parameterStride * VEC4_BYTES),
      slots: storage(device, inGroup * placement.slotStride * VEC4_BYTES),
    })
  }

  /** A group's buffer of some blocks a run, each as large as the parameters. */
  function padded(group: Group, blocks: number, numbersOf: (run: number, block: number) => ArrayLike<number>) {
    const out = new Float32Array(group.runs * blocks * blockSize)
    for (let run = 0; run < group.runs; run++) {
      for (let block = 0; block < blocks; block++) {
        const numbers = numbersOf(group.firstRun + run, block)
        const base = (run * blocks + block) * blockSize
        for (let i = 0; i < count; i++) out[base + places[i]] = numbers[i]
      }
    }
    return out
  }

  const runOf = (all: Float32Array | Float64Array, run: number) => all.subarray(run * count, (run + 1) * count)

  return {
    groups,
    writeParameters(parametersOf) {
      for (const group of groups) {
        device.queue.writeBuffer(group.parameters, 0, padded(group, 1, parametersOf))
        device.queue.writeBuffer(group.slots, 0, new Float32Array(group.runs * slotCount * blockSize))
      }
    },
    write({ parameters, slots }) {
      for (const group of groups) {
        device.queue.writeBuffer(group.parameters, 0, padded(group, 1, (run) => runOf(parameters, run)))
        device.queue.writeBuffer(group.slots, 0, padded(group, slotCount, (run, slot) => runOf(slots[slot], run)))
      }
    },
    async read(readback) {
      const parameters = new Float32Array(runs * count)
      const slots = Array.from({ length: slotCount }, () => new Float32Array(runs * count))
      // Asked for together, so that all are of the same step whatever is issued meanwhile.
      const contents = groups.map((group) => {
        const { parameters, slots } = group
        return readback.read([parameters, slots].map((buffer) => ({ buffer, size: buffer.size })))
      })
      for (const [i, group] of groups.entries()) {
        const numbers = new Float32Array(await contents[i])
        for (let run = 0; run < group.runs; run++) {
          const to = (group.firstRun + run) * count
          const slotsFrom = (group.runs + run * slotCount) * blockSize
          for (let j = 0; j < count; j++) {
            parameters[to + j] = numbers[run * blockSize + places[j]]
            for (let slot = 0; slot < slotCount; slot++) {
              slots[slot][to + j] = numbers[slotsFrom + slot * blockSize + places[j]]
            }
          }
        }
      }
      return { parameters, slots }
    },
    destroy() {
      for (const { parameters, slots } of groups) {
        parameters.destroy()
        slots.destroy()
      }
    },
  }
}
