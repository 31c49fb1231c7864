import { schema } from '../../experiment/index.ts'
import { alpha } from '../../loss/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import { numberText } from '../../experiment/text.ts'
import { NumberBox } from '../controls/NumberBox.tsx'
import { Fader } from './Fader.tsx'
import { bound, isMute, REST, soloOf } from './mix.ts'
import { moveFader, toggleMute, toggleSolo } from './mixer.ts'
import { ordered } from '../../experiment/text.ts'
import { ownerOf } from './words.ts'

const field = schema.arm.epsilon

interface Props {
  readonly arm: number
  /** The term, from 1; `REST` for all that have no ε. */
  readonly j: number
}

/** One channel of the mixing desk: ε_j, α_j, mute, solo, and the level of the term. */
export function Strip({ arm, j }: Props) {
  const loss = useExperiment(({ experiment }) => experiment.arms[arm])
  if (!loss) return null
  const silent = isMute(loss, j)
  const owner = ownerOf(arm)
  const what = j === REST ? 'the rest' : `term ${j}`
  return (
    <fieldset className={silent ? 'strip silent' : 'strip'}>
      <legend className="unseen">
        {what} of {owner}
      </legend>
      {j === REST ? <RestHead terms={loss.terms} /> : <Knob arm={arm} j={j} value={loss.epsilon[j - 1] ?? 0} at={bound(loss, j)} />}
      <span className="meter" aria-hidden="true">
        <i data-level={j} />
      </span>
      <div className="strip-keys">
        <button
          type="button"
          className="key mute"
          aria-pressed={silent}
          aria-label={`Mute ${what} of ${owner}`}
          onClick={() => toggleMute(arm, j)}
        >
          M
        </button>
        <button
          type="button"
          className="key solo"
          aria-pressed={soloOf(loss) === j}
          aria-label={`Solo ${what} of ${owner}`}
          onClick={() => toggleSolo(arm, j)}
        >
          S
        </button>
        <span className="strip-share">
          <span className="unseen">Share of the gradient </span>
          <span data-share={j} />
        </span>
      </div>
      <p className={loss.terms >= j && j === REST ? 'strip-alpha' : alpha(loss, j) < 0 ? 'strip-alpha negative' : 'strip-alpha'}>
        {j === REST ? <RestAlpha silent={silent} /> : <Alpha j={j} value={alpha(loss, j)} />}
      </p>
    </fieldset>
  )
}

interface KnobProps extends Props {
  readonly value: number
  /** The bound of ε_j. */
  readonly at: number
}

function Knob({ arm, j, value, at }: KnobProps) {
  // The row above has the slider “ε₁ of arm N”.
  const name = `${ordered('ε', j)}${j === 1 ? ' fader' : ''} of ${ownerOf(arm)}`
  const control = { field, label: name, onChange: (next: number) => moveFader(arm, j, next) }
  return (
    <>
      <span className="strip-name" aria-hidden="true">
        ε<sub>{j}</sub>
      </span>
      {/* A muted strip's −1/j is long. */}
      <NumberBox {...control} value={Number(value.toPrecision(4))} />
      <Fader {...control} value={value} bound={at} />
    </>
  )
}

function RestHead({ terms }: { readonly terms: number }) {
  return (
    <>
      <span className="strip-name rest">rest</span>
      <span className="rest-range">{REST < terms && terms < Infinity ? `j = 9…${terms}` : terms === REST ? 'j = 9' : 'j ≥ 9'}</span>
    </>
  )
}

function Alpha({ j, value }: { readonly j: number; readonly value: number }) {
  return (
    <>
      α<sub>{j}</sub> = {numberText(Math.abs(value) < 1e-11 ? 0 : value)}
    </>
  )
}

function RestAlpha({ silent }: { readonly silent: boolean }) {
  return (
    <>
      α<sub>j</sub> = {silent ? '0' : '1/j'}
    </>
  )
}
