import { ADAM, type ArmSettings, type OptimizerKind } from '../trainer.ts'

/** One run's parameters and optimizer state, each from `at` on. */
export interface RunState {
  readonly parameters: Float64Array
  readonly slots: readonly Float64Array[]
  readonly at: number
}

type Update = (state: RunState, gradient: Float64Array, settings: ArmSettings, step: number) => void

/**
 * What each optimizer does with the gradient of the mean loss at step t = 1, 2, …. Weight decay λ applies
 * to all parameters.
 *
 * - `sgd`: g += λw, v = μv + g, w −= ηv (Sutskever et al., ICML 2013, in PyTorch's form)
 * - `adam`: g += λw, then Adam (Kingma & Ba, ICLR 2015)
 * - `adamw`: w −= ηλw, then Adam (Loshchilov & Hutter, ICLR 2019)
 */
export const UPDATES: Readonly<Record<OptimizerKind, Update>> = {
  sgd({ parameters, slots: [velocity], at }, gradient, { learningRate, momentum, weightDecay }) {
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i] + weightDecay * parameters[at + i]
      velocity[at + i] = momentum * velocity[at + i] + g
      parameters[at + i] -= learningRate * velocity[at + i]
    }
  },
  adam(state, gradient, settings, step) {
    const { parameters, at } = state
    for (let i = 0; i < gradient.length; i++) gradient[i] += settings.weightDecay * parameters[at + i]
    moveByMoments(state, gradient, settings.learningRate, step)
  },
  adamw(state, gradient, { learningRate, weightDecay }, step) {
    const { parameters, at } = state
    for (let i = 0; i < gradient.length; i++) parameters[at + i] -= learningRate * weightDecay * parameters[at + i]
    moveByMoments(state, gradient, learningRate, step)
  },
}

function moveByMoments(state: RunState, gradient: Float64Array, learningRate: number, step: number): void {
  const { parameters, slots: [first, second], at } = state
  const { beta1, beta2, epsilon } = ADAM
  const firstScale = 1 / (1 - beta1 ** step)
  const secondScale = 1 / (1 - beta2 ** step)
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i]
    first[at + i] = beta1 * first[at + i] + (1 - beta1) * g
    second[at + i] = beta2 * second[at + i] + (1 - beta2) * g * g
    parameters[at + i] -=
      (learningRate * first[at + i] * firstScale) / (Math.sqrt(second[at + i] * secondScale) + epsilon)
  }
}
