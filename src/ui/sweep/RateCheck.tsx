import { useMemo } from 'react'
import type { Experiment } from '../../experiment/index.ts'
import { rateAnswers, rateSummary } from '../../experiment/rateAnswer.ts'
import { useExperiment } from '../../store/experiment.ts'
import { equalRate, meanNorms, NORM_STEPS, normsExperiment, setUpRateSweep } from '../../store/rateCheck.ts'
import { client } from '../../store/start.ts'
import { useSweep } from '../../store/sweep.ts'
import { messageOf, numberText, sentence } from '../../experiment/text.ts'
import { armName } from '../arms.ts'
import { Help } from '../controls/Help.tsx'
import { useSweepInTurn } from './useSweepInTurn.ts'
import { useSweepView } from './sweepView.ts'

const HELP =
  'Measures how long the logit gradients of the selected arm are beside those of CE over the first 100 steps, adds CE with its learning rate scaled by that ratio, and sets up a sweep of that factor, which then answers.'

/** Asks whether what an arm does is only a larger or smaller step. */
export function RateCheck() {
  const selected = useExperiment((state) => Math.max(1, state.selected))
  const name = useExperiment(({ experiment }) => armName(experiment.arms[selected], selected))
  const isOne = useExperiment(({ experiment }) => experiment.arms.length === 1)
  const isSweeping = useSweep(({ state }) => state === 'running')
  const { isMeasuring, rateSaid } = useSweepView()
  const answered = useAnswer(isSweeping)
  return (
    <>
      <Help text={HELP} side="bottom" render={<span />}>
        <button type="button" className="button" disabled={isMeasuring || isSweeping || isOne} onClick={() => void ask(selected)}>
          Is it just the learning rate?
        </button>
      </Help>
      <output className="sweep-said">
        {isMeasuring ? 'Training 100 steps to measure the gradients.' : answered || rateSaid || (isOne ? '' : `asked of the selected arm, ${name}`)}
      </output>
    </>
  )
}

/** What a sweep that is done says to the question that was asked last. */
function useAnswer(isSweeping: boolean): string {
  const results = useSweepInTurn()
  const question = useSweepView((view) => view.rateAsked)
  return useMemo(() => {
    if (isSweeping || !results || !question) return ''
    const answers = rateAnswers(results.experiment, results.records, question)
    return answers.length > 0 ? rateSummary(answers, question) : ''
  }, [isSweeping, results, question])
}

/** Measures, and answers for the experiment as it was asked of. */
async function ask(arm: number): Promise<void> {
  const { experiment } = useExperiment.getState()
  useSweepView.setState({ isMeasuring: true })
  const rateSaid = await client
    .trainUnwatched(normsExperiment(experiment, arm), NORM_STEPS)
    .then((results) => {
      if (useExperiment.getState().experiment !== experiment) return 'The experiment was changed meanwhile: ask again.'
      return answer(experiment, arm, meanNorms(results, experiment.training.repeats))
    })
    .catch((error: unknown) => sentence(messageOf(error)))
  useSweepView.setState({ isMeasuring: false, rateSaid })
}

/** Sets up what the norms call for, and says so. */
function answer(experiment: Experiment, arm: number, norms: readonly number[]): string {
  const { arms, optimizer, training } = experiment
  const name = armName(arms[arm], arm)
  const rate = equalRate(arms[arm].rate, norms)
  if (rate === null) return `No ratio: ${name} or CE diverged, or had no gradient, within 100 steps.`
  const { at, replaced } = setUpRateSweep(rate, arm)
  const now = useExperiment.getState().experiment
  useSweepView.setState({ rateAsked: { arm: arms[arm], matched: now.arms[at] } })
  const repeats = training.repeats > 1 ? `mean of ${training.repeats} repeats` : 'n = 1'
  const sentences = [
    `Over the first 100 steps the logit gradients of ${name} are ${numberText(norms[0] / norms[1])} times as long as those of CE (${repeats}).`,
    `Arm ${at} is CE with its learning rate × ${numberText(rate)} now${replaced ? `, in place of ${armName(arms[at], at)}` : ''}, and the sweep is set up over that factor; ${name} stands beside it as a level. Press Sweep.`,
  ]
  if (optimizer.kind !== 'sgd') sentences.push('With Adam steps hardly depend on the gradient’s size: longer gradients are no longer steps.')
  return sentences.join(' ')
}
