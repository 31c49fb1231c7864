import { useStore } from 'zustand'
import { endGesture, useExperiment } from './experiment.ts'

const { temporal } = useExperiment

/** Takes back the last change of the experiment, a whole drag at once; the engine follows as it follows any change. */
export function undo(): void {
  endGesture()
  temporal.getState().undo()
}

/** Makes the change again that was undone last. */
export function redo(): void {
  endGesture()
  temporal.getState().redo()
}

/** Forgets what could be undone: a page opens with nothing to take back. */
export function forgetChanges(): void {
  endGesture()
  temporal.getState().clear()
}

/** Whether there is a change to take back. */
export function useCanUndo(): boolean {
  return useStore(temporal, ({ pastStates }) => pastStates.length > 0)
}

/** Whether there is an undone change to make again. */
export function useCanRedo(): boolean {
  return useStore(temporal, ({ futureStates }) => futureStates.length > 0)
}
