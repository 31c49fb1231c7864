import { useShallow } from 'zustand/react/shallow'
import { setField, useExperiment } from '../../store/experiment.ts'
import { useDataShape } from '../../store/shape.ts'
import { FieldDial } from '../controls/FieldDial.tsx'
import { LayerList } from './LayerList.tsx'
import { NetworkDrawing } from './NetworkDrawing.tsx'
import { Panel } from './Panel.tsx'

/** The layers of images and of other data, their activation, how the output layer starts, and what network that makes. */
export function NetworkPanel() {
  const conv = useExperiment(useShallow(({ experiment }) => experiment.model.conv))
  const shape = useDataShape()
  const hasConv = shape?.image !== undefined && conv.length > 0
  return (
    <Panel title="Network">
      <NetworkDrawing />
      {shape?.image && <LayerList kind="conv" none="The image as it is" />}
      {shape && !shape.image && conv.length > 0 && <Unused conv={conv} />}
      <LayerList kind="hidden" none={hasConv ? '' : 'No hidden layer: a linear classifier'} />
      <FieldDial group="model" name="activation" />
      <FieldDial group="model" name="start" />
    </Panel>
  )
}

/** Layers that a link has, or that other data had, and these cannot have. */
function Unused({ conv }: { readonly conv: readonly number[] }) {
  return (
    <p className="own-note">
      Convolutional layers ({conv.join(', ')} filters) take images: of these data they are left out.{' '}
      <button type="button" className="link-button" onClick={() => setField('model', 'conv', [])}>
        Remove them
      </button>
    </p>
  )
}
