export { HeatFigure } from './HeatFigure.tsx'
export { SetUp } from './SetUp.tsx'
export { StripFigures } from './StripFigures.tsx'
