import '../plot/plot.css'
import './example.css'

export { ExamplePanel } from './ExamplePanel.tsx'
export { LifeFigure } from './LifeFigure.tsx'
