import './runs.css'

export { RunsPanel } from './RunsPanel.tsx'
