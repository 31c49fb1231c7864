import type { EngineStatus, Frame } from '../engine/protocol.ts'
import { type Experiment, schema } from '../experiment/index.ts'
import { History } from './history.ts'
import { marksOf } from './marks.ts'
import { useSession } from './session.ts'

/** The step that the page shows. */
export function currentStep(): number {
  return useSession.getState().latest?.step ?? 0
}

/** Where training goes on to from its end: by as many steps again. */
export function moreSteps(steps: number): number {
  return Math.min(2 * steps, schema.training.steps.max)
}

/** Begins an empty course with as many runs as the experiment has. */
export function beginCourse(trained: Experiment): void {
  const { arms, training } = trained
  useSession.setState(({ data, version, watched }) => ({
    trained,
    arms: arms.length,
    repeats: training.repeats,
    history: new History(arms.length * training.repeats, data?.classes ?? 2),
    version: version + 1,
    latest: null,
    moment: null,
    life: null,
    maps: null,
    marks: marksOf(trained),
    watched: Math.min(watched, training.repeats - 1),
  }))
}

/** Puts a frame of the present course into the history. */
export function appendFrame(frame: Frame): void {
  const { history, version, latest } = useSession.getState()
  const goesOn = latest?.pictures.repeat === frame.pictures.repeat
  const whole = goesOn ? { ...frame, pictures: { ...latest.pictures, ...frame.pictures } } : frame
  history.append(whole)
  useSession.setState({ latest: whole, version: version + 1 })
  if (frame.experiment) takeChanges(frame.experiment)
}

/** What is trained is no longer what it was: the time axis shows what was changed. */
function takeChanges(trained: Experiment): void {
  useSession.setState(({ marks }) => {
    const gaps = marks.filter(({ kind }) => kind === 'gap')
    return { trained, marks: [...gaps, ...marksOf(trained)].sort((a, b) => a.step - b.step) }
  })
}

/** Another engine goes on with the course; the time axis shows where. */
export function changeEngine(engine: EngineStatus, step: number): void {
  useSession.setState(({ marks }) => ({ engine, marks: [...marks, { step, kind: 'gap', text: engine.label }] }))
}
