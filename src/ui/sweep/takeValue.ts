import { type Arm, type Experiment, MAX_ARMS, schema } from '../../experiment/index.ts'
import { sweptArm, withValue } from '../../experiment/plan.ts'
import { type Sweep, sweepableOf } from '../../experiment/sweep.ts'
import { coerce } from '../../store/coerce.ts'
import { putArm, selectArm, setField, useExperiment } from '../../store/experiment.ts'
import { armName } from '../arms.ts'
import { numberText } from '../../experiment/text.ts'
import { sweptName } from './words.ts'

/** The swept arm at a value; null for a number that all arms have in common. A learning rate becomes a factor. */
export function armAt({ arms, optimizer, sweep }: Experiment & { readonly sweep: Sweep }, value: number): Arm | null {
  const of = sweepableOf(sweep.field)
  const arm = arms[sweptArm(sweep, arms.length)]
  if (of.group === 'arm') return withValue(arm, optimizer, of, value).arm
  if (of.name !== 'learningRate') return null
  const factor = Number(((arm.rate * value) / optimizer.learningRate).toPrecision(4))
  return { ...arm, rate: coerce(schema.arm.rate, factor, arm.rate) }
}

/**
 * Makes the swept arm at a value an arm of the experiment; a number that all arms have in common is set for all.
 *
 * @returns what happened, in words
 */
export function takeValue(swept: Experiment & { readonly sweep: Sweep }, value: number): string {
  const of = sweepableOf(swept.sweep.field)
  const arm = armAt(swept, value)
  if (!arm) {
    if (of.group === 'data') setField('data', of.name, value)
    else if (of.group === 'optimizer') setField('optimizer', of.name, value)
    return `All arms have the same ${sweptName(swept.sweep.field)}: it is ${numberText(value)} for all of them now.`
  }
  const { arms } = useExperiment.getState().experiment
  const known = arms.findIndex((one) => JSON.stringify(one) === JSON.stringify(arm))
  if (known >= 0) {
    selectArm(known)
    return `${armName(arm, known)} is arm ${known} already.`
  }
  const { at, replaced } = putArm(arm, swept.sweep.arm)
  const instead = replaced ? `, in place of ${armName(arms[at], at)}: there are at most ${MAX_ARMS}` : ''
  return `${armName(arm, at)} is arm ${at} now${instead}.`
}
