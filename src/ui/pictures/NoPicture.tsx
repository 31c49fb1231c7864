import { ClassFigure } from './ClassFigure.tsx'

/** For data that cannot be drawn: how well each arm knows each class, the largest first. */
export function NoPicture() {
  return <ClassFigure name="Recall by class" metric="recall" split="test" />
}
