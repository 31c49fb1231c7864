import type { CSSProperties } from 'react'
import { schema } from '../../experiment/index.ts'
import { familyName, formula, lossPresets } from '../../loss/index.ts'
import { presetArm, removeArm, selectArm, useExperiment } from '../../store/experiment.ts'
import { armColor, armDash } from '../arms.ts'
import { CROSS, IconButton } from '../controls/IconButton.tsx'
import { NumberBox } from '../controls/NumberBox.tsx'
import { Select } from '../controls/Select.tsx'
import { Explained } from '../controls/Term.tsx'
import { ValueSlider } from '../controls/ValueSlider.tsx'
import { useView } from '../plot/view.ts'
import { useUsing } from '../use/using.ts'
import { Formula } from './Formula.tsx'
import { forgetBefore, moveEpsilon, useMixer } from './mixer.ts'
import { signText } from './pushBack.ts'
import { Ticks, ticksOf } from './Ticks.tsx'
import { useUntrained } from './untrained.ts'
import { ownerOf } from './words.ts'

const field = schema.arm.epsilon
const RANGE = field.slider ?? ([field.min, field.max] as const)

/** One loss: its name and formula, and its ε₁ on the big slider. */
export function ArmRow({ arm }: { readonly arm: number }) {
  const settings = useExperiment(({ experiment }) => experiment.arms[arm])
  const isSelected = useExperiment(({ selected }) => selected === arm)
  const lit = useMixer(({ moving }) => (moving?.arm === arm ? moving.j : undefined))
  // On a phone its ε₁ stays at hand; the baseline has no slider here.
  const isDocked = useExperiment(({ selected }) => Math.max(1, selected) === arm)
  const isUntrained = useUntrained().arms.has(arm)
  const asSeries = useView((view) => view.formula === 'series')
  const weighted = settings.classWeights !== 'none'
  const label = `ε₁ of arm ${arm}`
  const control = { field, label, value: settings.epsilon[0] ?? 0, onChange: (value: number) => moveEpsilon(arm, 1, value) }
  return (
    <li className="arm" data-docked={isDocked} style={{ '--slider-fill': armColor(arm) } as CSSProperties}>
      <button type="button" className="arm-name" aria-pressed={isSelected} onClick={() => selectArm(arm)}>
        <svg className="swatch" viewBox="0 0 28 10" aria-hidden="true">
          <path d="M1 5h26" stroke={armColor(arm)} strokeWidth="3" strokeDasharray={armDash(arm)} />
        </svg>
        {arm === 0 ? 'Baseline' : `Arm ${arm}`}
      </button>
      <Family arm={arm} />
      <button
        type="button"
        className="link-button use-loss"
        aria-haspopup="dialog"
        aria-label={`Use this loss: ${ownerOf(arm)}`}
        title="As code for PyTorch, Keras, JAX or TensorFlow.js"
        onClick={() => useUsing.setState({ arm, open: true })}
      >
        Use this loss
      </button>
      <div className="arm-formula">
        <Formula latex={formula(settings, weighted, lit, asSeries)} />
        <p className="push-back">
          {isUntrained && <span className="untrained-arm">changed, not trained yet </span>}
          <Explained text={signText(settings)} word="pushed back" of="pushedBack" />
        </p>
      </div>
      {arm === 0 ? (
        <p className="arm-note">The others are compared with this one.</p>
      ) : (
        <div className="arm-epsilon" data-arm={`Arm ${arm}`}>
          <span className="epsilon" aria-hidden="true">
            ε<sub>1</sub>
          </span>
          <div>
            <ValueSlider {...control} className="big" ticks={ticksOf(RANGE)} />
            <Ticks range={RANGE} />
          </div>
          <NumberBox {...control} />
        </div>
      )}
      {arm > 0 ? (
        <IconButton className="remove" label={`Remove arm ${arm}`} onClick={() => removeArm(arm)} box={10} size={9} strokes={CROSS} />
      ) : (
        <span />
      )}
    </li>
  )
}

function Family({ arm }: { readonly arm: number }) {
  const name = useExperiment(({ experiment }) => familyName(experiment.arms[arm]))
  const presets = lossPresets.map((preset) => preset.name)
  const names = presets.includes(name) ? presets : [name, ...presets]
  const choose = (chosen: string) => {
    const preset = lossPresets.find((one) => one.name === chosen)
    if (!preset) return
    forgetBefore(arm)
    presetArm(arm, preset.loss)
  }
  return <Select label={`Loss of ${ownerOf(arm)}`} value={name} options={names.map((one) => ({ value: one, label: one }))} onChange={choose} />
}
