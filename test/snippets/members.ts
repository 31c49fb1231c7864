import { type Arm, defaultArm } from '../../src/experiment/index.ts'
import { lossPresets } from '../../src/loss/index.ts'
import { type Member, memberOf } from '../../src/snippets/index.ts'

const ce = defaultArm(0)
const COUNTS = [600, 80, 20, 7]

const ARMS: readonly Partial<Arm>[] = [
  ...lossPresets.map(({ loss }) => loss),
  { epsilon: [-1] },
  { epsilon: [-1], gamma: 2 },
  { epsilon: [0.5, -0.2, 0.1] },
  { epsilon: [-1, -0.5, 1] },
  { epsilon: [3, 0, -1, 0.5, 2, -0.25, 1, 50], gamma: 5 },
  { gamma: 0.5 },
  { terms: 1 },
  { terms: 8 },
  { terms: 600 },
  { terms: 3, epsilon: [-1, 1], gamma: 0.5 },
  { terms: 1, epsilon: [-1] },
  { epsilon: [2], labelSmoothing: 0.1 },
  { epsilon: [-1, 2], gamma: 1, labelSmoothing: 0.5 },
  { epsilon: [2], classWeights: 'inverse' },
  { terms: 2, gamma: 2, labelSmoothing: 0.2, classWeights: 'effective' },
]

/** Losses of every kind that an arm can have. */
export const MEMBERS: readonly Member[] = ARMS.map((arm, i) => memberOf({ ...ce, ...arm }, i, COUNTS, `#v=1&member=${i}`))
