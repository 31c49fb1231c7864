import type { DataView, ExampleRef } from '../../engine/protocol.ts'
import { client } from '../../store/start.ts'
import { useView } from '../charts/view.ts'

/** Follows an example through training, and shows its life. */
export function follow(example: ExampleRef): void {
  client.track(example)
  useView.setState({ view: 'example' })
}

/** How many examples a split has. */
export function examplesOf({ trainCounts, testCounts }: DataView, split: ExampleRef['split']): number {
  return (split === 'train' ? trainCounts : testCounts).reduce((sum, count) => sum + count, 0)
}
