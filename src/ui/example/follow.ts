import type { DataSummary, ExampleRef } from '../../engine/protocol.ts'
import { useSession } from '../../store/session.ts'
import { client } from '../../store/start.ts'
import { useView } from '../plot/view.ts'

/** Follows an example of this data through training, and shows its life; the repeat that drew it becomes the watched one. */
export function follow(example: ExampleRef, { repeat }: DataSummary): void {
  if (repeat !== undefined && repeat !== useSession.getState().watched) client.watch(repeat)
  client.track(example)
  useView.setState({ tab: 'example' })
}

/** How many examples a split has. */
export function examplesOf({ trainCounts, testCounts }: DataSummary, split: ExampleRef['split']): number {
  return (split === 'train' ? trainCounts : testCounts).reduce((sum, count) => sum + count, 0)
}
