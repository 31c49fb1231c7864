export { createPortableTrainer, type PortableTrainer } from './trainer.ts'
