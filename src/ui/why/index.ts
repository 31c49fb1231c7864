import './why.css'

export { PullFigure } from './PullFigure.tsx'
export { TermsFigure } from './TermsFigure.tsx'
