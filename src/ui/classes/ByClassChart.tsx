import { SplitChoice } from '../plot/SplitChoice.tsx'
import { useView } from '../plot/view.ts'
import { ViewChoice } from '../plot/ViewChoice.tsx'
import { ClassFigure } from '../pictures/ClassFigure.tsx'

const NUMBERS = [
  { value: 'recall', label: 'recall', term: 'recall' },
  { value: 'classPt', label: <>mean P<sub>t</sub></> },
] as const

/** Recall or mean P_t of each class, on test or training data. */
export function ByClassChart() {
  const { split, byClass } = useView()
  return (
    <ClassFigure
      name="By class"
      metric={byClass}
      split={split}
      controls={
        <>
          <ViewChoice of="byClass" label="What of each class" options={NUMBERS} />
          <SplitChoice />
        </>
      }
    />
  )
}
