import { ARM } from '../arms.ts'
import { type Access, type Recipe, USUAL_LANES } from '../recipe.ts'
import activation from '../wgsl/activation.wgsl?raw'
import familyLoss from '../wgsl/loss.wgsl?raw'
import optimizer from '../wgsl/optimizer.wgsl?raw'
import softmax from '../wgsl/softmax.wgsl?raw'
import { LAYOUT } from './layout.ts'
import { WORDS } from './words.ts'
import backward from './wgsl/backward.wgsl?raw'
import bindings from './wgsl/bindings.wgsl?raw'
import forward from './wgsl/forward.wgsl?raw'
import gather from './wgsl/gather.wgsl?raw'
import gradient from './wgsl/gradient.wgsl?raw'
import logits from './wgsl/logits.wgsl?raw'
import loss from './wgsl/loss.wgsl?raw'
import tile from './wgsl/tile.wgsl?raw'
import update from './wgsl/update.wgsl?raw'

/** The bindings of `wgsl/bindings.wgsl`: layout, layer, words, parameters, work. */
const NETWORK: readonly Access[] = ['uniform', 'chosen', 'chosen', 'storage', 'storage']
/** Slots, arms, labels, batches. */
const TRAINING: readonly Access[] = ['storage', 'read-only-storage', 'read-only-storage', 'read-only-storage']
const BASE = [LAYOUT, WORDS, bindings]

const recipe = (entry: string, parts: readonly string[], ...second: readonly (readonly Access[])[]): Recipe => ({
  code: [...BASE, ...parts].join('\n'),
  entry,
  bindings: [NETWORK, ...second],
  lanes: USUAL_LANES,
})

/** What trains layer by layer. */
export const LAYERED = {
  /** Features, indices. */
  layeredGather: recipe('layeredGather', [gather], ['read-only-storage', 'read-only-storage']),
  layeredForward: recipe('layeredForward', [activation, tile, forward]),
  layeredLoss: recipe('layeredLoss', [ARM, familyLoss, softmax, loss], TRAINING),
  layeredBackward: recipe('layeredBackward', [activation, tile, backward]),
  layeredGradient: recipe('layeredGradient', [gradient]),
  layeredUpdate: recipe('layeredUpdate', [ARM, familyLoss, optimizer, update], TRAINING),
  /** Logits. */
  layeredLogits: recipe('layeredLogits', [logits], ['storage']),
}
