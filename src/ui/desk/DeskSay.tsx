import { Term } from '../controls/Term.tsx'
import { useUntrained } from './untrained.ts'
import { Untrained } from './Untrained.tsx'

/** What holds for all arms; where training rests and its settings were changed since, that. */
export function DeskSay() {
  const { since } = useUntrained()
  if (since !== null) return <Untrained since={since} />
  return (
    <p>
      Every <Term of="arm">arm</Term> trains on the same data, from the same initial weights, in the same{' '}
      <Term of="batch">batches</Term>.
    </p>
  )
}
