import '../plot/plot.css'
import './classes.css'

export { ByClassChart } from './ByClassChart.tsx'
export { ConfusionFigure } from './ConfusionFigure.tsx'
