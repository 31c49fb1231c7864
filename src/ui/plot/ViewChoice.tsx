import { type Props as SegmentedProps, Segmented } from './Segmented.tsx'
import { useView, type View } from './view.ts'

/** What of a view is one of a few words. */
type Chosen = { [K in keyof View]: View[K] extends string ? K : never }[keyof View]

interface Props<K extends Chosen> extends Pick<SegmentedProps<View[K]>, 'label' | 'options'> {
  /** What is chosen. */
  readonly of: K
}

/** A choice of what to see, the same in every figure that has it. */
export function ViewChoice<K extends Chosen>({ of, ...rest }: Props<K>) {
  const value = useView((view) => view[of])
  return <Segmented {...rest} value={value} onChange={(chosen) => useView.setState({ [of]: chosen })} />
}
