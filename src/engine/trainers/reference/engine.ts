import { type EngineKind, FRAME_MS } from '../engine.ts'
import { createReferenceTrainer } from './trainer.ts'

/** Plain TypeScript: works everywhere. */
export const reference: EngineKind = {
  name: 'reference',
  auto: true,
  takes: ['dense', 'conv'],
  open: async (task, arms) => ({ trainer: createReferenceTrainer(task, arms), lost: null, frameMs: FRAME_MS }),
}
