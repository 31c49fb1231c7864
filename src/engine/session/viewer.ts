/** The page that looks on: it says of each frame when it has drawn it. */
export class Viewer {
  #isWaiting = false
  #look: (() => void) | null = null

  /** Whether it has drawn every frame that it was sent. */
  get hasDrawn(): boolean {
    return !this.#isWaiting
  }

  sent(): void {
    this.#isWaiting = true
  }

  drawn(): void {
    this.#isWaiting = false
    this.wake()
  }

  /** Who waits for it looks again what there is to do. */
  wake(): void {
    this.#look?.()
  }

  /** Until it has drawn a frame, or so many milliseconds. */
  drawnWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#look = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
