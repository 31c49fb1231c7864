import '../plot/plot.css'
import './classes.css'
import './pictures.css'

export { ClassSamples } from './ClassSamples.tsx'
export { DecisionPictures } from './DecisionPictures.tsx'
export { NoPicture } from './NoPicture.tsx'
export { WorstImages } from './WorstImages.tsx'
