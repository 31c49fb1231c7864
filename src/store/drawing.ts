import { datasetOf, type DatasetKind, effectiveClasses } from '../data/catalogue.ts'
import { onGrid } from '../data/drawn.ts'
import { MOST_POINTS, writePoints } from '../data/points.ts'
import { type DataSettings, schema } from '../experiment/index.ts'

/** Half of what a drawing may have: as much again can be drawn. */
const STARTED = MOST_POINTS / 2

/** Made data of the plane as a drawing, in the link's writing, with what these settings say of classes, noise and seed. */
export function drawingOf(kind: DatasetKind, data: DataSettings): string {
  const { source, plane } = datasetOf(kind)
  if (!plane || !('generate' in source)) return schema.data.points.default
  return writePoints(onGrid(source.generate({ ...data, classes: effectiveClasses(kind, data.classes), samples: STARTED })))
}

/**
 * The data once another set was chosen. Drawn points begin with the last drawing, or with the points of the set that
 * was shown where it lies in the plane, otherwise with those of the default set; who leaves them takes none along.
 *
 * @param last the drawing that there was last; empty where there was none
 */
export function withDrawing(after: DataSettings, before: DataSettings, last: string): DataSettings {
  if (after.kind === before.kind) return after
  if (after.kind !== 'points') return { ...after, points: schema.data.points.default }
  const from = datasetOf(before.kind).plane ? before.kind : schema.data.kind.default
  return { ...after, points: last || drawingOf(from, before) }
}
