/** The numbers that go from one layer to the next: [units], or a map [height, width, channels]. */
export type Shape = readonly number[]

/** Parameters of a layer that stand together. */
export interface Block {
  /** Row-major. */
  readonly shape: Shape
  /** How many numbers one output is made of, and one input goes into; null for biases, which begin at 0. */
  readonly fan: { readonly in: number; readonly out: number } | null
}

/** What follows from a layer and the shape of what it is given. */
export interface Consequences {
  readonly output: Shape
  /** In the order in which a snapshot has them. */
  readonly blocks: readonly Block[]
  /** Multiply-adds of its forward pass for one example. */
  readonly work: number
}

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1)
}
