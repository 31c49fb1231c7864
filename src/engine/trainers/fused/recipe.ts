/** How a kernel uses a buffer; `chosen`: a uniform of which each dispatch has another part. */
export type Access = 'uniform' | 'chosen' | 'storage' | 'read-only-storage'

/** What a kernel is assembled from, and what it binds in groups 0, 1 …; its entry point has its name. */
export interface Recipe {
  readonly parts: readonly string[]
  readonly bindings: readonly (readonly Access[])[]
}
