import '../plot/plot.css'
import './example.css'

export { ExamplePanel } from './ExamplePanel.tsx'
export { MapsFigure } from './MapsFigure.tsx'
export { LifeFigure } from './LifeFigure.tsx'
