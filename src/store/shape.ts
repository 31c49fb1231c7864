import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { DataSummary } from '../engine/protocol.ts'
import { type DataShape, networkFor, shapeOf } from '../experiment/network.ts'
import type { Network } from '../network/network.ts'
import { useExperiment } from './experiment.ts'
import { useSession } from './session.ts'

/** The shape of the data as the controls have them, before they are there as well; null while nothing is known of it. */
export function useDataShape(): DataShape | null {
  const kind = useExperiment(({ experiment }) => experiment.data.kind)
  const classes = useExperiment(({ experiment }) => experiment.data.classes)
  const dimensions = useExperiment(({ experiment }) => experiment.data.dimensions)
  const data = useSession((session) => session.data)
  return useMemo(() => shapeOf({ kind, classes, dimensions }) ?? (data && shapeIn(data)), [kind, classes, dimensions, data])
}

/** The network that the controls describe; null while nothing is known of its data. */
export function useNetwork(): Network | null {
  const shape = useDataShape()
  const model = useExperiment(useShallow(({ experiment }) => experiment.model))
  return useMemo(() => shape && networkFor(model, shape), [model, shape])
}

/** Whether the network that the controls describe has convolutional layers. */
export function useIsConvolutional(): boolean {
  return useNetwork()?.layers.some(({ kind }) => kind === 'conv') ?? false
}

/** The shape of data that are there. */
export function shapeIn({ dimensions, classes, images }: Pick<DataSummary, 'dimensions' | 'classes' | 'images'>): DataShape {
  if (!images) return { dimensions, classes }
  const { width, height, channels } = images
  return { dimensions, classes, image: { width, height, channels } }
}
