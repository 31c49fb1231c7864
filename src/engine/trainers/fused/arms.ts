import { MAX_EPSILON, pullCoefficient } from '../../../loss/family.ts'
import type { ArmSettings } from '../trainer.ts'
import { constants, offsets } from './wgsl.ts'

/** Where an arm's numbers begin among those that the kernels read of it. */
const AT = offsets({
  LEARNING_RATE: 1,
  MOMENTUM: 1,
  WEIGHT_DECAY: 1,
  GAMMA: 1,
  // 0 where all are kept.
  TERMS: 1,
  SMOOTHING: 1,
  // (1 + ε₁)(1 + γ), then ε_j (j + γ).
  PULLS: MAX_EPSILON,
  EPSILONS: MAX_EPSILON,
  // One a class.
  CLASS_WEIGHTS: 0,
})
export const ARM = constants(AT)

/** Numbers of an arm before its class weights. */
export const LOSS_NUMBERS = AT.CLASS_WEIGHTS

/** What the kernels read of the arms, [arms × (LOSS_NUMBERS + classes)]. */
export function packArms(arms: readonly ArmSettings[], classes: number): Float32Array<ArrayBuffer> {
  const stride = LOSS_NUMBERS + classes
  const packed = new Float32Array(arms.length * stride)
  arms.forEach(({ loss, classWeights, learningRate, momentum, weightDecay }, arm) => {
    const terms = loss.terms === Infinity ? 0 : loss.terms
    const numbers = [learningRate, momentum, weightDecay, loss.gamma, terms, loss.labelSmoothing]
    packed.set([...numbers, ...Array.from({ length: MAX_EPSILON }, (_, i) => pullCoefficient(loss, i + 1))], arm * stride)
    packed.set(loss.epsilon, arm * stride + AT.EPSILONS)
    packed.set(classWeights, arm * stride + AT.CLASS_WEIGHTS)
  })
  return packed
}
