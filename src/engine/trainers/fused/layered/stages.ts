import type { KernelName } from '../recipes.ts'
import { SMALLEST } from '../pace.ts'
import { LANES } from '../placement.ts'
import { GRADIENT_INPUTS, type Layout, type LayerLayout, TILE, TILE_GROUPS, tilesOf } from './layout.ts'

/** One kernel over the items of a layer, each of so many multiply-adds. */
export interface Stage {
  readonly kernel: KernelName
  readonly layer: number
  /** Of one run. */
  readonly items: number
  readonly work: number
  /** Invocations that make an item together. */
  readonly lanes: number
}

/** Multiply-adds of one dispatch, so that no card is held long by it. */
const MOST_WORK = SMALLEST.cores * SMALLEST.work

/** The dispatches in which a stage of so many runs is done, by its items. */
export function cutsOf({ items, work }: Stage, runs: number): { readonly firstItem: number; readonly endItem: number }[] {
  const together = Math.max(1, Math.floor(MOST_WORK / (work * runs)))
  return Array.from({ length: Math.ceil(items / together) }, (_, i) => ({ firstItem: i * together, endItem: Math.min(items, (i + 1) * together) }))
}

/** Multiply-adds that moving a few numbers is as long as. */
const MOVING = 16

const cellsOf = ({ rows, columns }: LayerLayout) => rows * columns

/** A batch to where the first layer reads it, and forward to the last. */
export function forwardStages({ layers, paddedBatch, inputPositions }: Layout): Stage[] {
  const gather: Stage = { kernel: 'layeredGather', layer: 0, items: inputPositions * layers[0].inGroups * paddedBatch, work: MOVING, lanes: 1 }
  const forward = layers.map((layer, l): Stage => {
    return { kernel: 'layeredForward', layer: l, items: tilesOf(layer, layer.outGroups), work: layer.lanes * TILE * TILE_GROUPS * LANES * cellsOf(layer) * layer.inGroups * LANES, lanes: layer.lanes }
  })
  return [gather, ...forward]
}

/** The logits' deltas, and back to the first layer, with all gradients on the way. */
export function backwardStages({ layers, paddedBatch, positions }: Layout, lossWork: number): Stage[] {
  const last = layers.length - 1
  const loss: Stage = { kernel: 'layeredLoss', layer: last, items: positions * paddedBatch, work: lossWork, lanes: 1 }
  const back = layers.flatMap((layer, l): Stage[] => [
    gradientStage(layer, l),
    ...(l > 0 ? [{ kernel: 'layeredBackward', layer: l, items: tilesOf(layer, layer.inGroups), work: layer.lanes * TILE * TILE_GROUPS * LANES * cellsOf(layer) * layer.outGroups * LANES, lanes: layer.lanes } as const] : []),
  ])
  return [loss, ...back.reverse()]
}

function gradientStage(layer: LayerLayout, l: number): Stage {
  const { height, width, rows, columns, inGroups, outGroups, lanes, exampleSplits, rowSplits } = layer
  const splits = exampleSplits * rowSplits
  const slots = columns === 3 ? inGroups : Math.ceil(inGroups / GRADIENT_INPUTS)
  const products = Math.ceil(lanes / exampleSplits) * Math.ceil(height / rowSplits) * width
  return { kernel: 'layeredGradient', layer: l, items: rows * slots * outGroups * splits, work: products * GRADIENT_INPUTS * LANES * LANES, lanes: 1 }
}

/** The gradients' sums, and the step that they make. */
export function updateStages({ layers }: Layout): Stage[] {
  return layers.map(({ size, exampleSplits, rowSplits }, layer) => ({ kernel: 'layeredUpdate', layer, items: size, work: LANES * exampleSplits * rowSplits + MOVING, lanes: 1 }))
}

/** The last layer's sums to where logits are read. */
export function logitStage({ layers, positions, classes }: Layout, examples: number): Stage {
  return { kernel: 'layeredLogits', layer: layers.length - 1, items: examples * positions * classes, work: MOVING, lanes: 1 }
}
