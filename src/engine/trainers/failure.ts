/** Turns what WebGPU reports beside its promises into their rejection. */
export interface Failure {
  /** Resolves as `work` does, unless the device is lost or has reported an error by then. */
  guard<T>(work: Promise<T>): Promise<T>
  stop(): void
}

export function createFailure(device: GPUDevice): Failure {
  let error: Error | undefined
  const report = (event: GPUUncapturedErrorEvent) => {
    error ??= new Error(`WebGPU: ${event.error.message}`)
  }
  device.addEventListener('uncapturederror', report)
  const lost = device.lost.then(({ message }): never => {
    throw (error ??= new Error(`The WebGPU device was lost. ${message}`.trim()))
  })
  lost.catch(() => {})
  return {
    async guard(work) {
      const result = await Promise.race([work, lost])
      if (error) throw error
      return result
    },
    stop: () => device.removeEventListener('uncapturederror', report),
  }
}
