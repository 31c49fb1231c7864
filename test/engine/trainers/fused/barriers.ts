/** Every barrier of the kernels, in the order of its text: what others have done before anybody goes on. */
export const BARRIERS: readonly (readonly [kernel: 'train' | 'predict' | 'measure', place: number, after: string])[] = [
  ['train', 0, 'the first batch is gathered'],
  ['train', 1, 'a layer is forward'],
  ['train', 2, 'the deltas of the logits and the next batch are there'],
  ['train', 3, 'a layer is backward'],
  ['train', 4, 'parameters are updated'],
  ['predict', 0, 'the examples are gathered'],
  ['predict', 1, 'a layer is forward'],
  ['measure', 0, 'every lane has put down its sums'],
  ['measure', 1, 'the sums are added up'],
]

/** A line of its own; in training `meet` waits, with what its memory needs. */
const BARRIER = /^ *(meet|storageBarrier|workgroupBarrier)\(\);$/gm

/** How many barriers a kernel's text has. */
export const barriersIn = (code: string): number => code.match(BARRIER)?.length ?? 0

/** A kernel's text without one of its barriers. */
export function withoutBarrier(code: string, place: number): string {
  let at = 0
  return code.replace(BARRIER, (barrier) => (at++ === place ? '' : barrier))
}
