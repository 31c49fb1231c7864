import type { DataSummary } from '../../engine/protocol.ts'
import { useSession } from '../../store/session.ts'
import { formatStep } from '../plot/format.ts'
import { isUneven } from './byClass.ts'
import { classColor, colorPlaces } from './classColors.ts'
import { DataImage } from './DataImage.tsx'
import { drawnBy } from './RepeatChoice.tsx'

/** The most images of a class that fit beside its name. */
const SHOWN = 5
/** More classes than that have smaller images. */
const MOST_LARGE = 5
/** With more classes they are scrolled, so that what follows stays near. */
const MOST_ROWS = 12

/** What is in the data: images of each class, or the sizes of the classes where they differ. */
export function ClassSamples() {
  const data = useSession((session) => session.data)
  if (!data) return null
  if (data.images) return <SampleRows data={data} images={data.images} />
  return isUneven(data.trainCounts) ? <ClassSizes {...data} /> : null
}

function SampleRows({ data, images }: { readonly data: DataSummary; readonly images: NonNullable<DataSummary['images']> }) {
  const { samples, samplesPerClass } = images
  const first = samplesPerClass.map((_, index) => samplesPerClass.slice(0, index).reduce((sum, count) => sum + count, 0))
  const table = (
    <table className="class-samples" data-many={data.classes > MOST_LARGE || undefined}>
      <caption>Training images of each class{drawnBy(data)}</caption>
      <tbody>
        {data.classNames.map((name, index) => (
          <tr key={name}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td>
              {Array.from({ length: Math.min(SHOWN, samplesPerClass[index]) }, (_, i) => (
                <DataImage key={i} label={`Training image of ${name}`} shape={images} pixels={samples} index={first[index] + i} />
              ))}
            </td>
            <td>{formatStep(data.trainCounts[index])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (data.classNames.length <= MOST_ROWS) return table
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <section className="class-samples-room" aria-label="Images of many classes" tabIndex={0}>
      {table}
    </section>
  )
}

function ClassSizes({ classNames, trainCounts, repeat }: DataSummary) {
  const largest = Math.max(...trainCounts)
  const bars = classNames.length <= 10
  const places = colorPlaces(classNames)
  const sizes = trainCounts.map((count, index) => `${classNames[index]}: ${formatStep(count)}`)
  return (
    <figure className="class-sizes">
      <figcaption>
        Training examples per class: {formatStep(largest)} to {formatStep(Math.min(...trainCounts))}
        {drawnBy({ repeat })}
      </figcaption>
      <p className="unseen">{sizes.join(', ')}</p>
      <div aria-hidden="true">
        {trainCounts.map((count, index) => (
          <span
            key={classNames[index]}
            title={sizes[index]}
            style={{ blockSize: `${(100 * count) / largest}%`, background: bars ? classColor(places[index]) : 'var(--edge)' }}
          />
        ))}
      </div>
    </figure>
  )
}
