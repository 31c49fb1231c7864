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
  /** Tested with a stand-in for the framework, not with itself. */
  readonly imitated: boolean
  readonly write: (member: Member) => string
}

const python = (module: string, imitated: boolean) => ({ file: `${module}.py`, type: 'text/x-python', command: `python ${module}.py`, imitated })

/** Each writes one self-contained file that exports `PolyLoss`. */
export const FRAMEWORKS: readonly Framework[] = [
  { id: 'pytorch', label: 'PyTorch', ...python('polyloss_torch', false), write: pytorch },
  { id: 'keras', label: 'Keras', ...python('polyloss_keras', true), write: keras },
  { id: 'jax', label: 'JAX', ...python('polyloss_jax', true), write: jax },
  { id: 'tfjs', label: 'TensorFlow.js', file: 'polyloss.mjs', type: 'text/javascript', command: 'node polyloss.mjs', imitated: false, write: tfjs },
]

export { type WrongWay, wrongWays } from './wrongWays.ts'
export { type Member, memberOf, needsCounts } from './member.ts'
