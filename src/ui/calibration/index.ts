import '../plot/plot.css'
import './calibration.css'

export { CalibrationNumbers } from './CalibrationNumbers.tsx'
export { ReliabilityChart } from './ReliabilityChart.tsx'
