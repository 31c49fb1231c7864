import { paceField } from '../../experiment/pace.ts'
import { usePace } from '../../store/pace.ts'
import { Help } from '../controls/Help.tsx'
import { Select } from '../controls/Select.tsx'

const { label, help, options } = paceField

/** How fast training goes on; it may be changed while it does. */
export function PaceChoice() {
  const pace = usePace((state) => state.pace)
  return (
    <Help side="bottom" text={help} render={<span />}>
      <Select label={label} className="select pace" value={pace} options={options} onChange={(chosen) => usePace.setState({ pace: chosen })} />
    </Help>
  )
}
