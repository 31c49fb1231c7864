import { ARM } from '../arms.ts'
import type { Access, Recipe } from '../recipe.ts'
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

/** What trains layer by layer. */
export const LAYERED = {
  /** Features, indices. */
  layeredGather: { parts: [...BASE, gather], bindings: [NETWORK, ['read-only-storage', 'read-only-storage']] },
  layeredForward: { parts: [...BASE, activation, tile, forward], bindings: [NETWORK] },
  layeredLoss: { parts: [...BASE, ARM, familyLoss, softmax, loss], bindings: [NETWORK, TRAINING] },
  layeredBackward: { parts: [...BASE, activation, tile, backward], bindings: [NETWORK] },
  layeredGradient: { parts: [...BASE, gradient], bindings: [NETWORK] },
  layeredUpdate: { parts: [...BASE, ARM, familyLoss, optimizer, update], bindings: [NETWORK, TRAINING] },
  /** Logits. */
  layeredLogits: { parts: [...BASE, logits], bindings: [NETWORK, ['storage']] },
} as const satisfies Record<string, Recipe>
