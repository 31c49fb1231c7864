import { ViewChoice } from './ViewChoice.tsx'

const SPLITS = [
  { value: 'test', label: 'test' },
  { value: 'train', label: 'training' },
] as const

/** Whether loss and accuracy are measured on test or on training data. */
export function SplitChoice() {
  return <ViewChoice of="split" label="Data" options={SPLITS} />
}
