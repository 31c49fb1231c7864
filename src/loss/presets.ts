import type { Loss } from './family.ts'

/** A named member of the family, as it is offered for an arm. */
export interface LossPreset {
  readonly id: string
  readonly name: string
  readonly loss: Loss
}

const crossEntropy: Loss = { gamma: 0, terms: Infinity, epsilon: [], labelSmoothing: 0 }

/** What an arm can be set to with one choice. */
export const lossPresets: readonly LossPreset[] = [
  { id: 'ce', name: 'CE', loss: crossEntropy },
  { id: 'poly-1', name: 'Poly-1', loss: { ...crossEntropy, epsilon: [2] } },
  { id: 'poly-n', name: 'Poly-N', loss: { ...crossEntropy, epsilon: [1, 1, 1] } },
  { id: 'focal', name: 'Focal', loss: { ...crossEntropy, gamma: 2 } },
  { id: 'poly-1-focal', name: 'Poly-1 focal', loss: { ...crossEntropy, gamma: 2, epsilon: [2] } },
  { id: 'l-drop', name: 'L_Drop', loss: { ...crossEntropy, terms: 2 } },
]

/** The name of the family that a loss belongs to, whatever its label smoothing. */
export function familyName(loss: Loss): string {
  const order = loss.epsilon.findLastIndex((epsilon) => epsilon !== 0) + 1
  const dropped = loss.terms !== Infinity
  if (dropped) return loss.gamma === 0 && order === 0 ? 'L_Drop' : 'PolyLoss'
  if (loss.gamma === 0) return ['CE', 'Poly-1'][order] ?? 'Poly-N'
  return ['Focal', 'Poly-1 focal'][order] ?? 'Poly-N focal'
}
