import type { Member } from './member.ts'

/** What every file says first: the loss, its formula, the paper, and where its numbers are from. */
export function aboutOf({ name, formula, link }: Member, framework: string): string {
  return `PolyLoss for ${framework}: ${name}.

    ${formula}

A member of the family of Leng et al., “PolyLoss: A Polynomial Expansion Perspective of
Classification Loss Functions”, ICLR 2022, arXiv 2204.12511:

    ℓ(p) = Σ_j ([j ≤ terms]/j + ε_j) (1 − p)^(j + γ),   where −log p = Σ_j (1 − p)^j / j

for the probability p of the label. Under label smoothing a the loss is Σ_k ỹ_k ℓ(p_k) with
ỹ = (1 − a)·onehot + a/K. A class weight multiplies every term.

From the PolyLoss playground: ${link}
Run as a script, this file checks itself against the playground’s numbers.`
}

/** What stands above class weights. */
export const WEIGHTS_ARE = 'Of the classes in their order; over the training examples their mean is 1.'
