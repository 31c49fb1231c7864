import { type Arm, defaultArm, type Experiment } from '../../src/experiment/index.ts'
import { decodeLink } from '../../src/experiment/link.ts'
import { presets } from '../../src/experiment/presets.ts'
import { type Check, inEveryRepeat, isBetter, isLower, noDifference, rises } from './checks.ts'

/**
 * What the presets say, as experiments that decide it. Thresholds speak of “the study”: earlier measurements, by another
 * program, of such networks on other draws of such data (one hidden layer, ReLU, SGD 0.1 with momentum 0.9, batches of
 * 128, 1,500 steps). The presets follow it.
 *
 * Short series do worse here than there: one term .25 against .37 with 100 classes, and .54 against .65 with wrong
 * labels, where it leaves classes unlearnt. It is the initial weights: He’s variance in the output layer gives initial
 * logits a deviation near 1.4, so that many labels start far below 1/K, where short series hardly pull. Claims about
 * short series are therefore decided with an output layer that starts near zero as well (B3, C2).
 */
export interface Claim {
  readonly id: string
  readonly statement: string
  /** By name; all have the same repeats. */
  readonly experiments: Readonly<Record<string, Experiment>>
  /** Whether its checks look at more than the last step, which takes longer. */
  readonly course?: boolean
  /** The same on less data with fewer steps, for tests; null where it shows only in full. */
  readonly small: ((experiment: Experiment) => Experiment) | null
  readonly checks: readonly Check[]
}

/** A preset with other arms, data or repeats. */
function preset(id: string, repeats: number, changes: { arms?: readonly Arm[]; data?: Partial<Experiment['data']>; model?: Partial<Experiment['model']> } = {}): Experiment {
  const found = presets.find((one) => one.id === id)
  if (!found) throw new RangeError(`No preset is called ${id}.`)
  const { experiment } = found
  return {
    ...experiment,
    training: { ...experiment.training, repeats },
    data: { ...experiment.data, ...changes.data },
    model: { ...experiment.model, ...changes.model },
    arms: changes.arms ?? experiment.arms,
  }
}

/** Fewer examples, steps, repeats and hidden units. */
function smaller(samples: number, steps: number, repeats: number, hidden: number, data: Partial<Experiment['data']> = {}) {
  return (experiment: Experiment): Experiment => ({
    ...experiment,
    data: { ...experiment.data, samples, ...data },
    model: { ...experiment.model, hidden: [hidden] },
    training: { ...experiment.training, steps, repeats },
  })
}

const ce = defaultArm(0)
const sureEnough = preset('sure-enough', 6)
/** CE with two other learning rates beside the preset's arms CE, ε₁ = −1, 2, 5. */
const rates = [...sureEnough.arms, { ...ce, rate: 0.3 }, { ...ce, rate: 3 }]
/** The numbers of terms that are tried beside CE, which has all. */
const terms = [1, 2, 8, 32, 128]
const series: readonly Arm[] = [ce, ...terms.map((count) => ({ ...ce, terms: count }))]
const fewAndMany = (classes: number) => preset('drop-terms', 4, { arms: series, data: { classes, samples: 12_500 } })

/** 95% of accuracies that are measured on 1,000 test examples lie within this of the true one: 1.96 · √(0.6 · 0.4 / 1000). */
const RESOLVED = 0.03

export const claims: readonly Claim[] = [
  {
    id: 'A',
    statement: 'ε₁ moves confidence, not accuracy',
    experiments: { preset: { ...sureEnough, arms: rates } },
    small: smaller(1000, 300, 3, 24),
    checks: [
      inEveryRepeat(
        'Confidence rises with ε₁',
        'Strictly, as in 6 of 6 seeds of the study',
        (read) => byEpsilon((arm) => read({ of: 'preset', arm, measure: 'confidence' })),
        rises,
      ),
      inEveryRepeat(
        'ECE rises with ε₁',
        'Strictly: the study has .021, .088, .158, .205',
        (read) => byEpsilon((arm) => read({ of: 'preset', arm, measure: 'ece' })),
        rises,
      ),
      noDifference(
        'Accuracy shows no difference',
        '3 points are what 1,000 test examples resolve',
        { of: 'preset', arms: { 'ε₁ = −1': { arm: 1 }, 'ε₁ = 2': { arm: 2 }, 'ε₁ = 5': { arm: 3 } }, measure: 'accuracy' },
        RESOLVED,
      ),
      inEveryRepeat(
        'Ten times the learning rate moves confidence less than ε₁ from −1 to 5',
        'The study: .032 for learning rates .03 to .3, .199 for ε₁',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'confidence' })
          return { 'by learning rate': Math.abs(of(5) - of(4)), 'by ε₁': of(3) - of(1) }
        },
        rises,
      ),
    ],
  },
  {
    id: 'B',
    statement: 'The more classes, the more terms are needed',
    experiments: { many: fewAndMany(100), few: fewAndMany(10) },
    small: null,
    checks: [
      inEveryRepeat(
        'With 100 classes accuracy rises with the terms kept, up to 32',
        'Strictly: the study has .373, .504, .724, .828 and no rise from there',
        (read) => Object.fromEntries([1, 2, 3, 4].map((arm) => [`N = ${terms[arm - 1]}`, read({ of: 'many', arm, measure: 'accuracy' })])),
        rises,
      ),
      inEveryRepeat(
        'With 10 classes fewer terms reach CE’s accuracy than with 100',
        'Reached within 2 points: in the study a longer series gains 10 points and more before it is long enough, 1 after',
        (read) => ({ 'N needed with 10 classes': needed(read, 'few'), 'with 100 classes': needed(read, 'many') }),
        rises,
      ),
    ],
  },
  {
    id: 'B2',
    statement: 'With many classes the short series fall behind',
    experiments: { preset: preset('drop-terms', 4) },
    small: smaller(1500, 250, 2, 24, { dimensions: 16 }),
    checks: [
      inEveryRepeat(
        'Accuracy: one term below two, two below CE',
        'Strictly; the study has .373, .504 and .839 with 100 classes',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'accuracy' })
          return { 'N = 1': of(1), 'N = 2': of(2), CE: of(0) }
        },
        rises,
      ),
    ],
  },
  {
    id: 'B3',
    statement: 'With an output layer that starts near zero, one and two terms still fall behind, and eight do not',
    experiments: { preset: preset('drop-terms', 4, { model: { start: 'zero' } }) },
    small: null,
    checks: [
      inEveryRepeat(
        'Accuracy: one term below two, two below CE',
        'Strictly, as from the usual start',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'accuracy' })
          return { 'N = 1': of(1), 'N = 2': of(2), CE: of(0) }
        },
        rises,
      ),
      noDifference(
        'Eight terms and 32 show no difference in accuracy from CE',
        '3 points; from the usual start eight lose a tenth and more',
        { of: 'preset', arms: { 'N = 8': { arm: 3 }, 'N = 32': { arm: 4 } }, measure: 'accuracy' },
        RESOLVED,
      ),
    ],
  },
  {
    id: 'C',
    statement: 'With 40% wrong labels truncation helps, ε₁ far less',
    experiments: { preset: preset('label-noise', 8) },
    small: smaller(800, 1000, 3, 32),
    checks: [
      isBetter(
        'Accuracy is better with 8 terms and with 1',
        'Any gain that Holm’s correction leaves standing; the study has 21 and 24 points',
        { of: 'preset', arms: { 'N = 8': { arm: 2 }, 'N = 1': { arm: 3 } }, measure: 'accuracy' },
      ),
      isLower(
        'ε₁ = 2 gains less than half of what 8 terms do',
        'The study has 2 against 21 points; here it is 1.7 against 10.6, as short series do worse, see above',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'accuracy' })
          return { 'gain of ε₁ = 2': of(1) - of(0), 'half the gain of 8 terms': (of(2) - of(0)) / 2 }
        },
      ),
    ],
  },
  {
    id: 'C2',
    statement: 'With an output layer that starts near zero, one term helps against wrong labels and learns every class',
    experiments: { preset: preset('label-noise', 8, { model: { start: 'zero' } }) },
    small: null,
    checks: [
      isBetter(
        'Accuracy is better with 8 terms and with 1',
        'Any gain that Holm’s correction leaves standing; the study has 21 and 24 points',
        { of: 'preset', arms: { 'N = 8': { arm: 2 }, 'N = 1': { arm: 3 } }, measure: 'accuracy' },
      ),
      inEveryRepeat(
        'With one term every class is learnt',
        'A worst recall over 0; from the usual start it is 0 in every repeat',
        (read) => ({ 'worst recall': read({ of: 'preset', arm: 3, measure: 'worstRecall' }) }),
        ([recall]) => recall > 0,
      ),
    ],
  },
  {
    id: 'D',
    statement: 'The leading term’s share rises from 1/K to over a half',
    experiments: { preset: preset('leading-term', 4) },
    course: true,
    small: smaller(1000, 2000, 2, 16),
    checks: [
      inEveryRepeat(
        'Under CE it starts near 1/8',
        'Between half and twice 1/8: initial networks are not quite even',
        (read) => ({ share: read({ of: 'preset', arm: 0, measure: 'leadingShare', split: 'train', at: 'start' }) }),
        ([share]) => share > 1 / 16 && share < 1 / 4,
      ),
      inEveryRepeat(
        'Under CE it passes a half',
        'As the claim says; logit-weighted, as the page shows it',
        (read) => ({ 'highest share': read({ of: 'preset', arm: 0, measure: 'leadingShare', split: 'train', at: 'highest' }) }),
        ([share]) => share > 0.5,
      ),
      inEveryRepeat(
        'Under CE it settles at a half',
        // Of an example between two classes with probabilities p and 1−p, as often right as that: Σ P_t q / Σ q =
        // (p²(1−p) + (1−p)²p) / (2p(1−p)) = ½, whatever p is.
        'Within 0.1 of ½, which is its value wherever two classes contend and the network is as sure as it is right',
        (read) => ({ share: read({ of: 'preset', arm: 0, measure: 'leadingShare', split: 'train' }) }),
        ([share]) => Math.abs(share - 0.5) < 0.1,
      ),
      inEveryRepeat(
        'Under CE the mean of ratios ends over a half',
        'As the claim says; under CE this aggregation is the mean P_t',
        (read) => ({ 'mean of ratios': read({ of: 'preset', arm: 0, measure: 'meanPt', split: 'train' }) }),
        ([share]) => share > 0.5,
      ),
      inEveryRepeat(
        'With ε₁ = −1 it is 0 at both ends',
        'The term is gone: 0 up to float32',
        (read) => ({
          start: read({ of: 'preset', arm: 1, measure: 'leadingShare', split: 'train', at: 'start' }),
          end: read({ of: 'preset', arm: 1, measure: 'leadingShare', split: 'train' }),
        }),
        (shares) => shares.every((share) => Math.abs(share) < 1e-6),
      ),
    ],
  },
  {
    id: 'E',
    statement: 'Under imbalance 20 : 1 ε₁ moves calibration, not accuracy',
    experiments: {
      imbalanced: preset('sure-enough', 6, {
        data: { imbalance: 20 },
        arms: [ce, { ...ce, epsilon: [-1] }, { ...ce, epsilon: [2] }],
      }),
    },
    small: smaller(2000, 400, 3, 24),
    checks: [
      noDifference(
        'Accuracy shows no difference',
        '3 points are what 1,000 test examples resolve',
        { of: 'imbalanced', arms: { 'ε₁ = −1': { arm: 1 }, 'ε₁ = 2': { arm: 2 } }, measure: 'accuracy' },
        RESOLVED,
      ),
      inEveryRepeat(
        'ECE rises with ε₁',
        'Strictly: the study has .162, .255, .329',
        (read) => {
          const of = (arm: number) => read({ of: 'imbalanced', arm, measure: 'ece' })
          return { 'ε₁ = −1': of(1), CE: of(0), 'ε₁ = 2': of(2) }
        },
        rises,
      ),
    ],
  },
  {
    id: 'F',
    statement: 'γ takes the pull away from confident examples; ε₁ gives some of it back',
    experiments: { preset: preset('focal', 4) },
    small: smaller(1000, 500, 3, 16),
    checks: [
      inEveryRepeat(
        'Confidence: focal below Poly-1 focal, and that below CE',
        'Strictly: “some of it” is less than all',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'confidence' })
          return { focal: of(1), 'Poly-1 focal': of(2), CE: of(0) }
        },
        rises,
      ),
    ],
  },
  {
    id: 'G',
    statement: 'With one class in a hundred, class weights raise balanced accuracy',
    experiments: { preset: preset('imbalance', 6) },
    small: smaller(2000, 500, 3, 16),
    checks: [
      isBetter(
        'Balanced accuracy is better with weights by inverse frequency',
        'Any gain that the test leaves standing',
        { of: 'preset', arms: { 'inverse frequency': { arm: 3 } }, measure: 'balancedAccuracy' },
      ),
    ],
  },
  {
    id: 'H',
    statement: 'The sweep that the page offers first: confidence rises with ε₁, accuracy shows no difference',
    experiments: { sweep: decodeLink('v=1&sweep=eps1').experiment },
    small: null,
    checks: [
      inEveryRepeat(
        'Confidence rises from ε₁ = −1 to 6',
        'Strictly; below −1 the loss pushes sure examples back',
        (read) => named([-1, 0, 1, 2, 3, 4, 5, 6], (value) => read({ of: 'sweep', arm: 1, value, measure: 'confidence' })),
        rises,
      ),
      noDifference(
        'Accuracy shows no difference',
        '6 points are what 200 test examples resolve: 1.96 · √(0.8 · 0.2 / 200)',
        { of: 'sweep', arms: named([-2, -1, 0, 1, 2, 3, 4, 5, 6], (value) => ({ arm: 1, value })), measure: 'accuracy' },
        0.06,
      ),
    ],
  },
  {
    id: 'I',
    statement: 'A convolutional network on digits: confidence rises with ε₁, and calibration suffers; accuracy is lower at ε₁ = −1, and no other from CE on',
    experiments: { sweep: sweptBy(preset('conv-digits', 2), 8) },
    small: null,
    checks: [
      inEveryRepeat(
        'Confidence rises from ε₁ = −1 to 6',
        'At both ends and in the middle; near 1 neighbours are told apart no more',
        (read) => named([-1, 2, 6], (value) => read({ of: 'sweep', arm: 1, value, measure: 'confidence' })),
        rises,
      ),
      isLower('Accuracy is lower at ε₁ = −1 than with CE', 'Any loss that the repeats leave standing', (read) => {
        const of = (arm: number, value?: number) => read({ of: 'sweep', arm, value, measure: 'accuracy' })
        return { 'ε₁ = −1': of(1, -1), CE: of(0) }
      }),
      noDifference(
        'Accuracy shows no difference from CE to ε₁ = 6',
        '3 points are what 800 test examples resolve: 1.96 · √(0.8 · 0.2 / 800)',
        { of: 'sweep', arms: named([1, 2, 4, 6], (value) => ({ arm: 1, value })), measure: 'accuracy' },
        0.03,
      ),
      isLower('ECE is lower with CE than at ε₁ = 6', 'Any loss that the repeats leave standing', (read) => {
        const of = (arm: number, value?: number) => read({ of: 'sweep', arm, value, measure: 'ece' })
        return { CE: of(0), 'ε₁ = 6': of(1, 6) }
      }),
    ],
  },
  {
    id: 'J',
    statement: 'A long tail and convolutions: neither class weights nor ε₁ = 2 raise balanced accuracy, and ε₁ = −1 lowers it',
    experiments: { preset: preset('conv-tail', 6) },
    small: null,
    checks: [
      noDifference(
        'Balanced accuracy shows no difference with weights by inverse frequency, and with ε₁ = 2',
        '3.5 points are what 800 test examples resolve: 1.96 · √(0.5 · 0.5 / 800)',
        { of: 'preset', arms: { 'inverse frequency': { arm: 3 }, 'ε₁ = 2': { arm: 1 } }, measure: 'balancedAccuracy' },
        0.035,
      ),
      isLower('Balanced accuracy is lower at ε₁ = −1 than with CE', 'Any loss that the repeats leave standing', (read) => {
        const of = (arm: number) => read({ of: 'preset', arm, measure: 'balancedAccuracy' })
        return { 'ε₁ = −1': of(2), CE: of(0) }
      }),
      inEveryRepeat(
        'Confidence rises with ε₁',
        'Strictly, as of dense networks',
        (read) => {
          const of = (arm: number) => read({ of: 'preset', arm, measure: 'confidence' })
          return { 'ε₁ = −1': of(2), CE: of(0), 'ε₁ = 2': of(1) }
        },
        rises,
      ),
    ],
  },
]

/** A sweep with so many repeats. */
function sweptBy({ sweep, ...experiment }: Experiment, repeats: number): Experiment {
  return { ...experiment, sweep: sweep && { ...sweep, repeats } }
}

/** Something for each ε₁, by its name. */
function named<T>(values: readonly number[], of: (value: number) => T): Record<string, T> {
  return Object.fromEntries(values.map((value) => [`ε₁ = ${String(value).replace('-', '−')}`, of(value)]))
}

/** The preset's arms by rising ε₁. */
function byEpsilon(of: (arm: number) => number): Record<string, number> {
  return { 'ε₁ = −1': of(1), CE: of(0), 'ε₁ = 2': of(2), 'ε₁ = 5': of(3) }
}

/** The fewest terms, among those tried, whose accuracy is at most 2 points below CE’s; all if none is. */
function needed(read: (which: { of: string; arm: number; measure: 'accuracy' }) => number, of: string): number {
  const accuracy = (arm: number) => read({ of, arm, measure: 'accuracy' })
  return terms.find((_, i) => accuracy(i + 1) >= accuracy(0) - 0.02) ?? Infinity
}
