import type { Failure } from '../failure.ts'

/** Turns what a WebGL context tells only who asks into the rejection of what is waited for. */
export function createContextFailure(gl: WebGLRenderingContext): Failure {
  const message = 'The WebGL context was lost.'
  let report = () => {}
  const lost = new Promise<never>((_, reject) => {
    report = () => reject(new Error(message))
  })
  lost.catch(() => {})
  gl.canvas.addEventListener('webglcontextlost', report)
  return {
    async guard(work) {
      // Of a lost context tfjs waits for an answer that never comes.
      if (gl.isContextLost()) report()
      const result = await Promise.race([work, lost])
      // On a context that is lost all that is read is zero.
      if (gl.isContextLost()) throw new Error(message)
      const error = gl.getError()
      if (error !== gl.NO_ERROR) throw new Error(error === gl.OUT_OF_MEMORY ? 'WebGL is out of memory.' : `WebGL reports error ${error}.`)
      return result
    },
    stop: () => gl.canvas.removeEventListener('webglcontextlost', report),
  }
}
