import { ARM } from './arms.ts'
import { DISPATCH } from './dispatch.ts'
import { type Kind, type KindName, KINDS } from './kinds.ts'
import { LAYERED } from './layered/recipes.ts'
import { LANES, PLACEMENT } from './placement.ts'
import { type Recipe, USUAL_LANES } from './recipe.ts'
import { SUMS } from './sums.ts'
import activation from './wgsl/activation.wgsl?raw'
import backward from './wgsl/backward.wgsl?raw'
import bindings from './wgsl/bindings.wgsl?raw'
import blocks from './wgsl/blocks.wgsl?raw'
import deltas from './wgsl/deltas.wgsl?raw'
import far from './wgsl/far.wgsl?raw'
import forward from './wgsl/forward.wgsl?raw'
import loss from './wgsl/loss.wgsl?raw'
import measure from './wgsl/measure.wgsl?raw'
import near from './wgsl/near.wgsl?raw'
import optimizer from './wgsl/optimizer.wgsl?raw'
import predict from './wgsl/predict.wgsl?raw'
import rows from './wgsl/rows.wgsl?raw'
import softmax from './wgsl/softmax.wgsl?raw'
import storage from './wgsl/storage.wgsl?raw'
import train from './wgsl/train.wgsl?raw'
import { constants, unrolled } from './wgsl.ts'

/** The bindings of `wgsl/bindings.wgsl` and `wgsl/storage.wgsl`: placement, dispatch, features, parameters, work. */
const NETWORK = ['uniform', 'uniform', 'read-only-storage', 'storage', 'storage'] as const
/** Slots, arms, labels, batches. */
const TRAINING = ['storage', 'read-only-storage', 'read-only-storage', 'read-only-storage'] as const

const BASE = [PLACEMENT, DISPATCH, bindings]
const LOSS = [ARM, loss]

/** The parts together, with tiles of so many examples. */
const assembled = (parts: readonly string[], examples: number): string =>
  unrolled([constants({ TILE: examples }), ...parts].join('\n'), { tile: examples, four: LANES })

function training({ lanes, examples, inputs, room }: Kind): Recipe {
  const gradients = inputs === 1 ? rows : blocks
  const memory = room ? [constants(room), near] : [storage, far]
  const parts = [...BASE, ...memory, activation, forward, ...LOSS, softmax, deltas, backward, optimizer, gradients, train]
  return { code: assembled(parts, examples), entry: 'train', bindings: [NETWORK, TRAINING], lanes }
}

/** What trains a run in one workgroup, what predicts for it, and what measures for both paths. */
const TOGETHER: Readonly<Record<KindName | 'predict' | 'measure', Recipe>> = {
  coarse: training(KINDS.coarse),
  fine: training(KINDS.fine),
  near: training(KINDS.near),
  predict: {
    code: assembled([...BASE, storage, activation, forward, predict], KINDS.coarse.examples),
    entry: 'predict',
    /** Logits. */
    bindings: [NETWORK, ['storage']],
    lanes: USUAL_LANES,
  },
  measure: {
    code: [...BASE, ...LOSS, SUMS, measure].join('\n'),
    entry: 'measure',
    /** Placement and dispatch; logits, arms, labels, sums. */
    bindings: [NETWORK.slice(0, 2), ['read-only-storage', 'read-only-storage', 'read-only-storage', 'storage']],
    lanes: USUAL_LANES,
  },
}

export const RECIPES = { ...TOGETHER, ...LAYERED }
export type KernelName = keyof typeof RECIPES

/** The kernels that train layer by layer. */
export const LAYERED_KERNELS = Object.keys(LAYERED) as (keyof typeof LAYERED)[]
