import { Popover } from '@base-ui/react/popover'
import type { CSSProperties } from 'react'
import { schema } from '../../experiment/index.ts'
import { setArmField, setEpsilon, useExperiment } from '../../store/experiment.ts'
import { armColor } from '../arms.ts'
import { Choice } from '../controls/Choice.tsx'
import { Dial } from '../controls/Dial.tsx'
import { popups } from '../popups.ts'

const SUBSCRIPTS = '₁₂₃₄₅₆₇₈'
/** ε_1 … ε_4 have a slider; those beyond, once a link has brought them. */
const SLIDERS = 4
const fields = schema.arm

/** The coefficients beside ε₁, one click away. */
export function More({ arm }: { readonly arm: number }) {
  const owner = arm === 0 ? 'the baseline' : `arm ${arm}`
  return (
    <Popover.Root>
      <Popover.Trigger className="button more" aria-label={`More coefficients of ${owner}`}>
        More
      </Popover.Trigger>
      <Popover.Portal container={popups}>
        <Popover.Positioner className="popup-positioner" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className="popup coefficients" style={{ '--slider-fill': armColor(arm) } as CSSProperties}>
            <Popover.Title className="popup-title">Coefficients of {owner}</Popover.Title>
            <Coefficients arm={arm} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Coefficients({ arm }: { readonly arm: number }) {
  const settings = useExperiment(({ experiment }) => experiment.arms[arm])
  // The popup fades out after its arm is gone.
  if (!settings) return null
  const { epsilon, gamma, terms, labelSmoothing, classWeights, beta } = settings
  const first = arm === 0 ? 1 : 2
  const last = Math.max(SLIDERS, epsilon.length)
  const of = (name: string) => `${name} of arm ${arm}`
  return (
    <>
      {Array.from({ length: last - first + 1 }, (_, i) => first + i).map((j) => (
        <Dial
          key={j}
          field={fields.epsilon}
          label={`ε${SUBSCRIPTS[j - 1]}`}
          name={of(`ε${SUBSCRIPTS[j - 1]}`)}
          value={epsilon[j - 1] ?? 0}
          onChange={(value) => setEpsilon(arm, j, value)}
        />
      ))}
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
    </>
  )
}
