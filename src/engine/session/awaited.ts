/** Something that is on its way while other things go on. */
export class Awaited<T> {
  readonly promise: Promise<T>
  isThere = false

  /** @param then called once it is there, or has failed; that it failed is heard by who waits for the promise */
  constructor(promise: Promise<T>, then: () => void) {
    this.promise = promise
    const there = () => {
      this.isThere = true
      then()
    }
    promise.then(there, there)
  }
}
