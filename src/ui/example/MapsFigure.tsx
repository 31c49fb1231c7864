import { useEffect, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Maps } from '../../engine/protocol.ts'
import { countText } from '../../experiment/text.ts'
import { useExperiment } from '../../store/experiment.ts'
import { useSession } from '../../store/session.ts'
import { useIsConvolutional } from '../../store/shape.ts'
import { client } from '../../store/start.ts'
import { armName } from '../arms.ts'
import { Term } from '../controls/Term.tsx'
import { formatStep } from '../plot/format.ts'
import { Swatch } from '../plot/Legend.tsx'
import { repeatName } from '../pictures/RepeatChoice.tsx'
import { largestOf } from './mapColors.ts'
import { MapRow } from './MapRow.tsx'
import { MapScale } from './MapScale.tsx'
import { type MapBlock, mapBlocks, summaryOf } from './maps.ts'

/** More pictures of a layer are shown where that is asked for. */
const MOST_SHOWN = 16

/** What the convolutional layers make of the example that is followed, under the baseline and the selected arm. */
export function MapsFigure() {
  const arms = useShownArms()
  const isConvolutional = useIsConvolutional()
  const moment = useSession((session) => session.moment)
  const maps = useSession((session) => session.maps)
  useEffect(() => {
    client.lookAt(isConvolutional ? { arms, moment } : null)
  }, [isConvolutional, arms, moment])
  useEffect(() => () => client.lookAt(null), [])
  return isConvolutional && maps && <Blocks maps={maps} />
}

/** The baseline and the arm beside it: the selected one, or the first. */
function useShownArms(): readonly number[] {
  return useExperiment(useShallow(({ experiment, selected }) => [0, selected || 1].filter((arm) => arm in experiment.arms)))
}

function Blocks({ maps }: { readonly maps: Maps }) {
  const arms = useExperiment(({ experiment }) => experiment.arms)
  const repeats = useSession((session) => session.repeats)
  const [wide, setWide] = useState<ReadonlySet<string>>(new Set())
  const shown = maps.arms.filter(({ arm }) => arm in arms)
  const notes = [`step ${formatStep(maps.step)}`, repeatName(maps.repeat, repeats)].filter(Boolean)
  return (
    <section className="maps" aria-label="Feature maps">
      <div className="maps-head">
        <h3>
          <Term of="maps">Feature maps</Term>
        </h3>
        <span>{notes.join(' · ')}</span>
      </div>
      <div className="maps-arms">
        {shown.map(({ arm }) => (
          <span key={arm}>
            <Swatch arm={arm} /> {armName(arms[arm], arm)}
          </span>
        ))}
      </div>
      {mapBlocks(maps).map((block) => (
        <Block
          key={block.title}
          block={block}
          names={shown.map(({ arm }) => armName(arms[arm], arm))}
          isWide={wide.has(block.title)}
          onWide={() => setWide((all) => new Set(all).add(block.title))}
        />
      ))}
    </section>
  )
}

interface BlockProps {
  readonly block: MapBlock
  readonly names: readonly string[]
  readonly isWide: boolean
  readonly onWide: () => void
}

/** The maps of one layer, or the filters, of both arms on one scale. */
function Block({ block, names, isWide, onWide }: BlockProps) {
  const { title, shape, values, isColor } = block
  const pictures = shape[shape.length - 1]
  const largest = largestOf(values)
  return (
    <>
      <div className="map-title">
        <h4>{title}</h4>
        {pictures > MOST_SHOWN && !isWide && (
          <button type="button" className="link-button" onClick={onWide}>
            Show all {countText(pictures, 'picture')}
          </button>
        )}
        <MapScale values={values} largest={largest} isColor={isColor} />
      </div>
      <div className="map-arms" data-kind={block.kind}>
        {values.map((own, i) => (
          <MapRow
            // Its arm's place.
            // oxlint-disable-next-line react/no-array-index-key
            key={i}
            values={own}
            shape={shape}
            shown={isWide ? pictures : Math.min(pictures, MOST_SHOWN)}
            largest={largest}
            summary={`${names[i]}, ${summaryOf(block, own)}`}
          />
        ))}
      </div>
    </>
  )
}
