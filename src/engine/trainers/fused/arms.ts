import { type Loss, MAX_EPSILON } from '../../../loss/family.ts'
import type { ArmSettings } from '../trainer.ts'

/** Numbers of an arm before its class weights; the order is that of `wgsl/loss.wgsl`. */
export const LOSS_NUMBERS = 6 + 2 * MAX_EPSILON

/** (1 + ε₁)(1 + γ), then ε_j (j + γ): coefficients of p q^{j−1} in m(p) / q^γ. */
function pullCoefficients({ epsilon, gamma }: Loss): number[] {
  return Array.from({ length: MAX_EPSILON }, (_, i) =>
    i === 0 ? (1 + (epsilon[0] ?? 0)) * (1 + gamma) : (epsilon[i] ?? 0) * (i + 1 + gamma),
  )
}

/** What the kernels read of the arms, [arms × (LOSS_NUMBERS + classes)]. */
export function packArms(arms: readonly ArmSettings[], classes: number): Float32Array<ArrayBuffer> {
  const stride = LOSS_NUMBERS + classes
  const packed = new Float32Array(arms.length * stride)
  arms.forEach(({ loss, classWeights, learningRate, momentum, weightDecay }, arm) => {
    const terms = loss.terms === Infinity ? 0 : loss.terms
    const numbers = [learningRate, momentum, weightDecay, loss.gamma, terms, loss.labelSmoothing]
    packed.set([...numbers, ...pullCoefficients(loss)], arm * stride)
    packed.set(loss.epsilon, arm * stride + numbers.length + MAX_EPSILON)
    packed.set(classWeights, arm * stride + LOSS_NUMBERS)
  })
  return packed
}
