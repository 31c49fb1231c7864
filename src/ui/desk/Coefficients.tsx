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
  const { classWeights } = settings
  const of = (name: string) => `${name} of ${ownerOf(arm)}`
  const dial = (key: 'gamma' | 'terms' | 'labelSmoothing' | 'beta' | 'rate', label: string, name = label) => (
    <Dial
      key={key}
      field={fields[key]}
      label={label}
      name={of(name)}
      value={settings[key]}
      onChange={(value) => setArmField(arm, key, value)}
    />
  )
  return (
    <div className="coefficients">
      {dial('gamma', fields.gamma.label, 'γ')}
      {dial('terms', fields.terms.label)}
      {dial('labelSmoothing', fields.labelSmoothing.label)}
      <Choice
        label={fields.classWeights.label}
        name={of(fields.classWeights.label)}
        help={fields.classWeights.help}
        options={fields.classWeights.options}
        value={classWeights}
        onChange={(value) => setArmField(arm, 'classWeights', value)}
      />
      {classWeights === 'effective' && dial('beta', 'β')}
      {dial('rate', 'Rate factor', fields.rate.label)}
    </div>
  )
}
