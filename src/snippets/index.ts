import { jax } from './jax.ts'
import { keras } from './keras.ts'
import type { Member } from './member.ts'
import { pytorch } from './pytorch.ts'
import { tfjs } from './tfjs.ts'

/** A framework that the loss is written for. */
export interface Framework {
  /** As the command line has it. */
  readonly id: string
  readonly label: string
  readonly file: string
  readonly type: string
  /** How its file checks itself. */
  readonly command: string
  readonly write: (member: Member) => string
}

const python = (module: string) => ({ file: `${module}.py`, type: 'text/x-python', command: `python ${module}.py` })

/** Each writes one self-contained file that exports `PolyLoss`. */
export const FRAMEWORKS: readonly Framework[] = [
  { id: 'pytorch', label: 'PyTorch', ...python('polyloss_torch'), write: pytorch },
  { id: 'keras', label: 'Keras', ...python('polyloss_keras'), write: keras },
  { id: 'jax', label: 'JAX', ...python('polyloss_jax'), write: jax },
  { id: 'tfjs', label: 'TensorFlow.js', file: 'polyloss.mjs', type: 'text/javascript', command: 'node polyloss.mjs', write: tfjs },
]

export { type WrongWay, wrongWays } from './wrongWays.ts'
export { type Member, memberOf, needsCounts } from './member.ts'
