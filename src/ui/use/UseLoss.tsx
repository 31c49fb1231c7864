import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { encodeLink } from '../../experiment/link.ts'
import { FRAMEWORKS, type Member, memberOf, needsCounts } from '../../snippets/index.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { popups } from '../popups.ts'
import { remember, remembered } from '../remembered.ts'
import { Code } from './Code.tsx'
import { useUsing } from './using.ts'
import { WrongWays } from './WrongWays.tsx'
import './use.css'

const KEY = 'polyloss.framework'
const OPTIONS = FRAMEWORKS.map(({ id, label }) => ({ value: id, label }))

/** The loss of an arm as code to take away, and how such code goes wrong. */
export default function UseLoss() {
  const open = useUsing(({ open }) => open)
  return (
    <Dialog.Root open={open} onOpenChange={(open) => useUsing.setState({ open })}>
      <Dialog.Portal container={popups}>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="popup use" aria-modal="true">
          <Content />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Content() {
  const [chosen, setChosen] = useState(() => remembered(KEY) ?? '')
  const framework = FRAMEWORKS.find(({ id }) => id === chosen) ?? FRAMEWORKS[0]
  const member = useMember()
  const choose = (id: string) => {
    setChosen(id)
    remember(KEY, id)
  }
  return (
    <>
      <div className="use-head">
        <Dialog.Title className="popup-title">Use this loss{member && `: ${member.name}`}</Dialog.Title>
        <Dialog.Close className="button">Close</Dialog.Close>
      </div>
      {member ? (
        <>
          <Segmented label="Framework" value={framework.id} options={OPTIONS} onChange={choose} />
          <Code key={framework.id} framework={framework} text={framework.write(member)} />
          <WrongWays member={member} />
        </>
      ) : (
        <p className="popup-text">Its class weights follow from the data, which are not there yet.</p>
      )}
    </>
  )
}

/** The loss that is shown, with its numbers; null while the data are missing that these follow from. */
function useMember(): Member | null {
  const arm = useUsing(({ arm }) => arm ?? 0)
  const experiment = useExperiment(({ experiment }) => experiment)
  const counts = useSession(({ data, state }) => (state === 'preparing' ? null : (data?.trainCounts ?? null)))
  const settings = experiment.arms[arm]
  if (!settings || (needsCounts(settings) && !counts)) return null
  return memberOf(settings, arm, counts ?? [], `${location.origin}${location.pathname}#${encodeLink(experiment)}`)
}
