import { datasetOf } from '../../data/catalogue.ts'
import { CONVOLUTIONAL } from '../../experiment/convolutional.ts'
import { setField, setFields, useExperiment } from '../../store/experiment.ts'
import { useDataShape } from '../../store/shape.ts'
import { FieldDial } from '../controls/FieldDial.tsx'
import { openBoard } from '../drawing/drawing.ts'
import { Messages } from '../Messages.tsx'
import { ClassSamples } from '../pictures/index.ts'
import { DataFiles } from './DataFiles.tsx'
import { DataProgress } from './DataProgress.tsx'
import { KeptFiles } from './KeptFiles.tsx'
import { OwnFile } from './OwnFile.tsx'
import { Panel } from './Panel.tsx'

/** The dataset, and those dials that it listens to. */
export function DataPanel() {
  const kind = useExperiment(({ experiment }) => experiment.data.kind)
  const { dials, classes, larger } = datasetOf(kind)
  return (
    <Panel title="Data">
      <Messages place="data" />
      <Messages place="files" />
      <FieldDial group="data" name="kind" />
      <OwnFile />
      <DataProgress />
      {kind === 'points' && (
        <button type="button" className="link-button" onClick={openBoard}>
          Draw on the picture
        </button>
      )}
      {larger && (
        <button type="button" className="link-button" onClick={() => setField('data', 'kind', larger)}>
          Use all 60,000 images (a larger download)
        </button>
      )}
      <ConvolutionalOffer />
      {dials.map((dial) => (
        <FieldDial key={dial} group="data" name={dial} bounds={dial === 'classes' ? classes : undefined} />
      ))}
      <FieldDial group="data" name="imbalance" />
      <FieldDial group="data" name="labelNoise" />
      <FieldDial group="data" name="testShare" />
      <FieldDial group="data" name="testClasses" />
      <FieldDial group="data" name="seed" />
      <DataFiles />
      <KeptFiles />
      <ClassSamples />
    </Panel>
  )
}

/** Of images, as long as the network has no convolutional layer. */
function ConvolutionalOffer() {
  const isOffered = useExperiment(({ experiment }) => experiment.model.conv.length === 0)
  const hasImages = useDataShape()?.image !== undefined
  if (!isOffered || !hasImages) return null
  return (
    <button type="button" className="link-button" onClick={() => setFields(CONVOLUTIONAL)}>
      Use a convolutional network
    </button>
  )
}
