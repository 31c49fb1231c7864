export { fitsFused } from './fits.ts'
export { kindFor } from './kinds.ts'
export { warmUp } from './kernels.ts'
export { createFusedTrainer, type FusedTrainer } from './trainer.ts'
