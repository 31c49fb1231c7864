import { useState } from 'react'
import type { DataSummary, ExampleRef } from '../../engine/protocol.ts'
import { integer } from '../../experiment/fields.ts'
import { client } from '../../store/start.ts'
import { formatStep } from '../plot/format.ts'
import { Segmented } from '../plot/Segmented.tsx'
import { NumberBox } from '../controls/NumberBox.tsx'
import { drawnBy } from '../pictures/RepeatChoice.tsx'
import { examplesOf, follow } from './follow.ts'

const SPLITS = [
  { value: 'test', label: 'test' },
  { value: 'train', label: 'training' },
] as const

const NEIGHBOURS = [
  { label: 'Previous', by: -1 },
  { label: 'Next', by: 1 },
] as const

interface Props {
  readonly data: DataSummary
  readonly tracked: ExampleRef | null
}

/** Chooses an example by its number, for the keyboard and for data without pictures. */
export function ExampleChoice({ data, tracked }: Props) {
  const [wanted, setWanted] = useState(tracked?.split ?? 'test')
  const split = tracked?.split ?? wanted
  const count = examplesOf(data, split)
  const index = Math.min(tracked?.index ?? 0, count - 1)
  const field = integer({ key: 'example', label: 'Example number', help: '', default: 1, min: 1, max: count })
  return (
    <div className="example-choice">
      <Segmented
        label="Data of the example"
        value={split}
        options={SPLITS}
        onChange={(split) => {
          setWanted(split)
          if (tracked) follow({ split, index: Math.min(index, examplesOf(data, split) - 1) }, data)
        }}
      />
      <span>
        example{' '}
        <NumberBox
          field={field}
          value={index + 1}
          label="Example number"
          onChange={(number) => follow({ split, index: number - 1 }, data)}
        />{' '}
        of {formatStep(count)}
        {drawnBy(data)}
      </span>
      {tracked ? (
        <>
          {NEIGHBOURS.map(({ label, by }) => (
            <button
              key={label}
              type="button"
              className="button"
              disabled={index + by < 0 || index + by >= count}
              onClick={() => follow({ split, index: index + by }, data)}
            >
              {label}
            </button>
          ))}
          <button type="button" className="button" onClick={() => client.track(null)}>
            Clear
          </button>
        </>
      ) : (
        <button type="button" className="button" onClick={() => follow({ split, index }, data)}>
          Follow
        </button>
      )}
    </div>
  )
}
