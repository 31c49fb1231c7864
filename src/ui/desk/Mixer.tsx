import { type CSSProperties, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { SHARES } from '../../loss/index.ts'
import { selectArm, useExperiment } from '../../store/experiment.ts'
import { armColor } from '../arms.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { Coefficients } from './Coefficients.tsx'
import { Meters } from './Meters.tsx'
import { useMixer } from './mixer.ts'
import { Strip } from './Strip.tsx'
import './mixer.css'

/** The mixing desk of the selected arm: a strip for each term, and the other coefficients beside them. */
export default function Mixer() {
  const { arm, count } = useExperiment(useShallow(({ experiment, selected }) => ({ arm: selected, count: experiment.arms.length })))
  const linked = useMixer(({ linked }) => linked)
  const strips = useRef<HTMLDivElement>(null)
  return (
    <div className="mixer" style={{ '--slider-fill': armColor(arm) } as CSSProperties}>
      <div className="mixer-head">
        <Segmented
          label="Arm on the mixing desk"
          value={String(arm)}
          options={Array.from({ length: count }, (_, i) => ({ value: String(i), label: i === 0 ? 'Baseline' : `Arm ${i}` }))}
          onChange={(value) => selectArm(Number(value))}
        />
        <button
          type="button"
          className="link-arms"
          aria-pressed={linked}
          disabled={count < 3}
          title={count < 3 ? 'With two arms beside the baseline, their faders can move together' : 'Faders move the arms beside the baseline together'}
          onClick={() => useMixer.setState({ linked: !linked })}
        >
          Link arms
        </button>
        <Meters arm={arm} strips={strips} />
      </div>
      <div className="mixer-body">
        <div className="strips" ref={strips}>
          {Array.from({ length: SHARES }, (_, i) => (
            <Strip key={i} arm={arm} j={i + 1} />
          ))}
        </div>
        <Coefficients arm={arm} />
      </div>
    </div>
  )
}
