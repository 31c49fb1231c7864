import { type Field, schema } from '../experiment/index.ts'
import { INTERVALS } from '../experiment/scope.ts'

/** A word that a student might not know. */
export interface Entry {
  /** One or two sentences. */
  readonly text: string
  /** LaTeX. */
  readonly formula?: string
}

/** The words of the page, explained; what is said of the method holds exactly. */
export const GLOSSARY = {
  pt: {
    text: 'Pₜ is the probability that the network gives to the example’s label: the softmax of its logits z, at the label t.',
    formula: String.raw`P_t = e^{z_t} \big/ \sum_k e^{z_k}`,
  },
  ce: {
    text: 'Cross-entropy (CE), written as a series in 1 − Pₜ. PolyLoss changes the coefficients 1/j of this series.',
    formula: String.raw`-\log P_t = \sum_{j=1}^{\infty} \tfrac{1}{j}(1-P_t)^j`,
  },
  poly1: {
    text: 'Poly-1 is CE with ε₁ added to the coefficient of the first term. ε₁ > 0 strengthens the pull of confident examples, ε₁ < 0 weakens it.',
    formula: String.raw`L = -\log P_t + \varepsilon_1 (1-P_t)`,
  },
  term: {
    text: 'The loss is a sum of terms; term j has the coefficient αⱼ. In CE αⱼ is 1/j, and εⱼ is added to it.',
    formula: String.raw`L = \sum_j \alpha_j (1-P_t)^{j+\gamma}`,
  },
  ldrop: {
    text: 'L_Drop keeps the first N terms of the series of −log Pₜ. What it drops is the share (1 − Pₜ)ᴺ of the CE gradient.',
    formula: String.raw`L = \sum_{j=1}^{N} \tfrac{1}{j}(1-P_t)^j`,
  },
  focal: {
    text: 'Focal loss multiplies CE by (1 − Pₜ)ᵞ, which shifts every exponent of its series by γ: examples that the network is sure of count less.',
    formula: String.raw`L = -(1-P_t)^{\gamma} \log P_t`,
  },
  smoothing: {
    text: 'Label smoothing takes the share a of the label and spreads it evenly over all K classes; the loss then sums over the classes, weighted by these soft labels.',
    formula: String.raw`\tilde y_k = (1-a)\,[k=t] + a/K`,
  },
  weights: {
    text: 'A class weight multiplies the whole loss of every example of its class. Here the mean weight over the training examples is 1.',
    formula: String.raw`L = w_t\, \ell(P_t)`,
  },
  effective: {
    text: 'Weights by the effective number of a class’s n examples: β = 0 weighs all classes alike, β towards 1 weighs them by inverse frequency.',
    formula: String.raw`w \propto \frac{1-\beta}{1-\beta^{\,n}}`,
  },
  gradient: {
    text: 'How the loss changes with the logits; all terms pull them the same way, each with its own strength. m(Pₜ) is their sum: 1 for CE, 1 + ε₁Pₜ for Poly-1.',
    formula: String.raw`\partial L / \partial z = m(P_t)\,(\mathrm{softmax}(z) - y)`,
  },
  share: {
    text: '−log Pₜ is a sum of endlessly many terms. The share says how much of the gradient at the logits comes from the first of them, added up over the examples by length (logit-weighted). For a single example it is Pₜ under CE, and (1+ε₁)Pₜ / (1+ε₁Pₜ) under Poly-1; a negative coefficient has a negative share.',
    formula: String.raw`-\log P_t = \underbrace{(1-P_t)}_{\text{leading}} + \tfrac12(1-P_t)^2 + \tfrac13(1-P_t)^3 + \cdots`,
  },
  logitWeighted: {
    text: 'Lengths of the logit gradients, summed over the examples: those of one term, signed, over those of the whole loss. It says how much of the signal that reaches the network is that term’s.',
    formula: String.raw`\sum_i m_j(p_i)\,\lVert s_i - y_i \rVert \big/ \sum_i \lvert m(p_i) \rvert\, \lVert s_i - y_i \rVert`,
  },
  ptSeries: {
    text: 'Term j of −ℓ′(Pₜ), summed over the examples, over the sum of all terms. The examples with the lowest Pₜ dominate it.',
    formula: String.raw`\text{CE: } -\ell'(P_t) = 1 + q + q^2 + \dots,\quad q = 1-P_t`,
  },
  meanOfRatios: {
    text: 'Each example’s own share of the term, averaged over the examples. Under CE that of the first term is the mean Pₜ.',
  },
  pushedBack: {
    text: 'Where m(Pₜ) < 0 the loss grows with Pₜ, so training lowers the probability of the label. Under Poly-1 that happens to examples surer than −1/ε₁, when ε₁ < −1.',
    formula: String.raw`m(P_t) = -P_t\, \ell'(P_t) < 0`,
  },
  loss: {
    text: 'What is small when the network gives its labels high probability. NLL compares across arms; the arms’ own losses are on scales of their own.',
  },
  nll: {
    text: 'Negative log-likelihood: plain CE with the natural logarithm, averaged over the examples, in nats. It is the loss that compares across arms.',
    formula: String.raw`\mathrm{NLL} = -\tfrac{1}{n} \sum_i \log P_t^{(i)}`,
  },
  ownLoss: {
    text: 'What the arm itself minimises, averaged over the examples, with its label smoothing and class weights. Its scale depends on the coefficients, so it can’t be compared between different arms.',
  },
  maps: {
    text: 'A filter of a convolutional layer looks at 3 × 3 neighbours at a time, everywhere in the image with the same weights. What it answers at each place is its feature map; of 2 × 2 answers the largest is kept.',
  },
  accuracy: {
    text: 'The share of examples to whose label the network gives the highest probability.',
  },
  recall: {
    text: 'The share of a class’s examples that the network gets right.',
    formula: String.raw`\mathrm{recall}_k = \mathrm{right}_k / n_k`,
  },
  balanced: {
    text: 'The mean of the recall over the classes: a small class counts as much as a large one.',
    formula: String.raw`\tfrac{1}{K} \sum_k \mathrm{recall}_k`,
  },
  confidence: {
    text: 'Max-probability: the highest probability that the network gives to any class, whether that class is right or wrong. Where confidence exceeds accuracy the network is overconfident.',
    formula: String.raw`\max_k\, \mathrm{softmax}(z)_k`,
  },
  ece: {
    text: 'Expected calibration error: how far accuracy and mean confidence lie apart in each of 15 equal bins of max-probability, averaged with the bins’ shares of the examples.',
    formula: String.raw`\mathrm{ECE} = \sum_b \tfrac{n_b}{n}\, \lvert \mathrm{accuracy}_b - \mathrm{confidence}_b \rvert`,
  },
  calibration: {
    text: 'A network is calibrated when of the examples that it gives a confidence of 80% it gets 80% right, and so for every confidence.',
  },
  surface: {
    text: 'What the network answers for every point of the plane: the colour is the likeliest class, the strength of the tint how sure the network is.',
  },
  arm: {
    text: 'A loss under comparison. All arms train the same network on the same data.',
  },
  baseline: {
    text: 'Arm 0, with which the others are compared: CE, unless it is changed.',
  },
  repeat: {
    text: 'One draw of initial weights and of the order of the batches, or of what else “Repeats draw” says, the data among it. Every arm is trained on the same repeats, so arms can be compared in pairs.',
  },
  batch: {
    text: 'The examples that one step looks at, drawn anew in every epoch; all arms see the same batches.',
  },
  step: {
    text: 'One update of the weights of every network, from the gradient on one batch.',
  },
  epoch: {
    text: 'Once through all training examples: as many steps as full batches fit into them.',
  },
  learningRate: {
    text: 'How far one step moves the weights against the gradient.',
  },
  weightDecay: {
    text: 'Every step also pulls the weights towards zero, in proportion to their size.',
  },
  verdict: {
    text: `Each value, and each other arm, is compared with the baseline repeat by repeat: the mean of the paired differences, by Student’s t with one degree of freedom less than there are pairs. With m comparisons there are m chances to be fooled: Holm’s correction keeps the chance of any false claim at 5% for each metric. ${INTERVALS} The latter leave out 0 exactly where a difference is claimed.`,
    formula: String.raw`\bar d \pm t_{n-1,\,\mathrm{Holm}}\, s_d / \sqrt n`,
  },
  imbalance: {
    text: 'The number of training examples of the largest class over that of the smallest, before label noise. The test data stay as they are, unless “Test data” says otherwise.',
  },
  labelNoise: {
    text: 'The share of training labels that are replaced by another class, drawn evenly from the others. Test labels stay true.',
  },
} as const satisfies Record<string, Entry>

export type TermId = keyof typeof GLOSSARY

/** The formula that belongs to a field's help. */
export const FIELD_FORMULAS: ReadonlyMap<Field, string> = new Map<Field, string>([
  [schema.arm.epsilon, GLOSSARY.term.formula],
  [schema.arm.gamma, GLOSSARY.focal.formula],
  [schema.arm.terms, GLOSSARY.ldrop.formula],
  [schema.arm.labelSmoothing, GLOSSARY.smoothing.formula],
  [schema.arm.classWeights, GLOSSARY.weights.formula],
  [schema.arm.beta, GLOSSARY.effective.formula],
])
