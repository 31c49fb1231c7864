import { minus } from '../../experiment/text.ts'

/** A probability to two significant digits: “0.0021”, “3e−7”; “–” for what is not a number. */
export function formatPt(pt: number): string {
  if (!Number.isFinite(pt)) return '–'
  return pt >= 0.001 || pt === 0 ? String(Number(pt.toPrecision(2))) : minus(pt.toExponential(0))
}
