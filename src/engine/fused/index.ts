export { fitsFused } from './fits.ts'
export { warmUp } from './kernels.ts'
export { createFusedTrainer } from './trainer.ts'
