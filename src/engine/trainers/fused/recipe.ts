/** How a kernel uses a buffer; `chosen`: a uniform of which each dispatch has another part. */
export type Access = 'uniform' | 'chosen' | 'storage' | 'read-only-storage'

/** What a kernel is assembled from. */
export interface Recipe {
  readonly code: string
  /** The function that a dispatch calls. */
  readonly entry: string
  /** What it binds in groups 0, 1 …. */
  readonly bindings: readonly (readonly Access[])[]
  /** Invocations of a workgroup on a graphics card. */
  readonly lanes: number
}

/** Invocations where nothing says otherwise. */
export const USUAL_LANES = 128
