import { schema } from '../../experiment/index.ts'
import { setArmField, useExperiment } from '../../store/experiment.ts'
import { Choice } from '../controls/Choice.tsx'
import { Dial } from '../controls/Dial.tsx'
import { ownerOf } from './words.ts'

const fields = schema.arm

/** The coefficients of an arm beside its ε. */
export function Coefficients({ arm }: { readonly arm: number }) {
  const settings = useExperiment(({ experiment }) => experiment.arms[arm])
  if (!settings) return null
  const { gamma, terms, labelSmoothing, classWeights, beta, rate } = settings
  const of = (name: string) => `${name} of ${ownerOf(arm)}`
  return (
    <div className="coefficients">
      <Dial field={fields.gamma} name={of('γ')} value={gamma} onChange={(value) => setArmField(arm, 'gamma', value)} />
      <Dial
        field={fields.terms}
        name={of(fields.terms.label)}
        value={terms}
        onChange={(value) => setArmField(arm, 'terms', value)}
      />
      <Dial
        field={fields.labelSmoothing}
        name={of(fields.labelSmoothing.label)}
        value={labelSmoothing}
        onChange={(value) => setArmField(arm, 'labelSmoothing', value)}
      />
      <Choice
        label={fields.classWeights.label}
        name={of(fields.classWeights.label)}
        help={fields.classWeights.help}
        options={fields.classWeights.options}
        value={classWeights}
        onChange={(value) => setArmField(arm, 'classWeights', value)}
      />
      {classWeights === 'effective' && (
        <Dial
          field={fields.beta}
          label="β"
          name={of('β')}
          value={beta}
          onChange={(value) => setArmField(arm, 'beta', value)}
        />
      )}
      <Dial
        field={fields.rate}
        label="Rate factor"
        name={of(fields.rate.label)}
        value={rate}
        onChange={(value) => setArmField(arm, 'rate', value)}
      />
    </div>
  )
}
