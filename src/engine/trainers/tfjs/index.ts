export { useCpu, useWebGPU } from './backend.ts'
export { createTfjsTrainer } from './trainer.ts'
