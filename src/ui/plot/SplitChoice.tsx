import { Segmented } from './Segmented.tsx'
import { useView } from './view.ts'

const SPLITS = [
  { value: 'test', label: 'test' },
  { value: 'train', label: 'training' },
] as const

/** Whether loss and accuracy are measured on test or on training data. */
export function SplitChoice() {
  const split = useView((view) => view.split)
  return <Segmented label="Data" value={split} options={SPLITS} onChange={(split) => useView.setState({ split })} />
}
