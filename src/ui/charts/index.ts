import '../plot/plot.css'
import '../plot/options.css'

export { AccuracyChart } from './AccuracyChart.tsx'
export { ConfidenceChart } from './ConfidenceChart.tsx'
export { DifferenceChart } from './DifferenceChart.tsx'
export { LossChart } from './LossChart.tsx'
export { ShareChart } from './ShareChart.tsx'
